/**
 * What the window may do: run and style itself, and connect to its own host where `connects` says that the contract
 * is spoken over HTTP. https://www.w3.org/TR/CSP3/
 */
export function contentSecurityPolicy(nonce: string, { connects }: { connects: boolean }): string {
  return [
    "default-src 'none'",
    "script-src 'self'",
    `style-src 'self' 'nonce-${nonce}'`,
    "font-src 'self'",
    "img-src 'self' data:",
    ...(connects ? ["connect-src 'self'"] : []),
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ].join('; ');
}
