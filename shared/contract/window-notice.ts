/** Brings the window up where the desktop shows no tray icons; in Electron's spelling of shortcuts. */
export const SHOW_WINDOW_SHORTCUT = 'CommandOrControl+Alt+W';

/**
 * How the desktop shell tells the window, in its address, that there is no tray: `/?notice=no-tray`. The second
 * value says that the desktop refused the shortcut too.
 */
export const NO_TRAY = {
  parameter: 'notice',
  withShortcut: 'no-tray',
  withoutShortcut: 'no-tray-no-shortcut',
} as const;
