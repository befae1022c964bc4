/** Addresses of pages that other pages link to. */
export function monitorPath(id: string): string {
  return `/monitors/${encodeURIComponent(id)}`;
}
