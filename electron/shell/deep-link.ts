/** The scheme under which other programs open a page of the window. */
export const LINK_SCHEME = 'watchpost';

/**
 * The page of the window that a link names: `watchpost://monitors/book-api` is `/monitors/book-api`.
 * Null for anything that is no such link; the path never leaves the window.
 */
export function pageOfLink(link: string): string | null {
  const url = URL.canParse(link) ? new URL(link) : null;
  if (url?.protocol !== `${LINK_SCHEME}:` || url.username || url.password || url.port) return null;
  const parts = [url.hostname, ...url.pathname.split('/')].filter((part) => part !== '' && part !== '.');
  if (parts.includes('..')) return null;
  return `/${parts.join('/')}${url.search}`;
}

/** The first such link among a program's arguments. */
export function pageOfArguments(args: readonly string[]): string | null {
  return args.map(pageOfLink).find((page) => page !== null) ?? null;
}
