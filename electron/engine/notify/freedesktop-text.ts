/**
 * Literal text for notify-send: a backslash in the body is decoded, and the body is read as markup by the
 * notification daemon (freedesktop Desktop Notifications, "Markup").
 */
export function literalBody(body: string): string {
  return body
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('\\', '\\\\');
}
