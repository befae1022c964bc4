declare global {
  /** Where libraries that inject a style element look for the nonce it needs. */
  var __webpack_nonce__: string | undefined;
}

/** Hands the nonce that the host wrote into index.html to the libraries that need it. */
export function announceNonce(): void {
  const nonce = document.querySelector<HTMLMetaElement>('meta[name=csp-nonce]')?.content;
  if (nonce) globalThis.__webpack_nonce__ = nonce;
}
