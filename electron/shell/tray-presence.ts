import { execFile } from 'node:child_process';

const ANSWER_WITHIN_MS = 500;

/**
 * Whether the desktop shows tray icons. macOS and Windows do. On Linux a StatusNotifierWatcher with a registered
 * host must answer on the session bus in time; whatever else comes back counts as no tray.
 * https://www.freedesktop.org/wiki/Specifications/StatusNotifierItem/StatusNotifierWatcher/
 */
export function trayPresence(platform: NodeJS.Platform = process.platform): Promise<boolean> {
  if (platform !== 'linux') return Promise.resolve(true);
  return Promise.all([hasStatusNotifierHost(), hasXEmbedTray()]).then((found) => found.includes(true));
}

function hasStatusNotifierHost(): Promise<boolean> {
  const args = [
    '--session',
    '--print-reply=literal',
    '--dest=org.kde.StatusNotifierWatcher',
    '/StatusNotifierWatcher',
    'org.freedesktop.DBus.Properties.Get',
    'string:org.kde.StatusNotifierWatcher',
    'string:IsStatusNotifierHostRegistered',
  ];
  return answers('dbus-send', args, /boolean true/u);
}

/** https://specifications.freedesktop.org/systemtray-spec/ : the tray owns the selection of its screen. */
function hasXEmbedTray(): Promise<boolean> {
  return answers('xprop', ['-root', '_NET_SYSTEM_TRAY_S0', '_NET_SYSTEM_TRAY_ORIENTATION'], /= ?\S/u);
}

function answers(program: string, args: string[], expected: RegExp): Promise<boolean> {
  return new Promise((resolve) => {
    execFile(program, args, { timeout: ANSWER_WITHIN_MS }, (error, stdout) =>
      resolve(error === null && expected.test(stdout)),
    );
  });
}
