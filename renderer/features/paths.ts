/** Addresses of pages that other pages link to. */
export function monitorPath(id: string): string {
  return `/monitors/${encodeURIComponent(id)}`;
}

/** The small status page that the desktop's tray opens. */
export const POPOVER_PATH = '/popover';
