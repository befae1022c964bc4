import { globalShortcut } from 'electron';
import { NO_TRAY, SHOW_WINDOW_SHORTCUT } from '../../shared/contract/window-notice.ts';

/**
 * What takes the tray's place where the desktop has none: a shortcut that brings the window up from anywhere.
 * @returns the page with a notice that says so, and whether the desktop granted the shortcut
 */
export function withoutTray(page: string, show: () => void): string {
  const granted = globalShortcut.register(SHOW_WINDOW_SHORTCUT, show);
  const url = new URL(page, 'app://watchpost');
  url.searchParams.set(NO_TRAY.parameter, granted ? NO_TRAY.withShortcut : NO_TRAY.withoutShortcut);
  return url.pathname + url.search;
}
