import { execFile } from 'node:child_process';
import { createNodeNotifierTransport } from '../engine/notify/node-notifier-transport.ts';
import { createNotifySendTransport } from '../engine/notify/notify-send-transport.ts';
import type { DesktopTransport } from '../engine/notify/popup.ts';
import type { Clock } from '../engine/ports.ts';

/** How this machine shows popups by itself, the best way first. */
export function desktopTransports(
  platform: NodeJS.Platform,
  clock: Clock,
  showWindow: (path: string) => string | null,
): DesktopTransport[] {
  const nodeNotifier = createNodeNotifierTransport(platform, clock);
  if (platform === 'darwin' || platform === 'win32') return [nodeNotifier];
  const open = (page: string) => openWindow(showWindow(page));
  return [createNotifySendTransport({ clock, open }), nodeNotifier];
}

/** The desktop shows its window by itself; where the window is a page, the browser opens it. */
function openWindow(url: string | null): void {
  // A desktop without xdg-open has no browser to open it with; the click is then only a click.
  if (url !== null) execFile('xdg-open', [url], () => {});
}
