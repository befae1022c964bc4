import { execFile } from 'node:child_process';
import { hasSelectionOwner } from './x11-selection.ts';

const ANSWER_WITHIN_MS = 500;

/**
 * Whether the desktop shows tray icons. macOS and Windows do. On Linux either a StatusNotifierWatcher with a
 * registered host answers on the session bus, or an X11 tray owns the selection of the first screen; what has not
 * answered in time counts as no tray.
 * https://www.freedesktop.org/wiki/Specifications/StatusNotifierItem/StatusNotifierWatcher/
 * https://specifications.freedesktop.org/systemtray-spec/
 */
export async function trayPresence(
  platform: NodeJS.Platform = process.platform,
  env: NodeJS.ProcessEnv = process.env,
): Promise<boolean> {
  if (platform !== 'linux') return true;
  const asked = [hasStatusNotifierHost(env), hasSelectionOwner('_NET_SYSTEM_TRAY_S0', env, ANSWER_WITHIN_MS)];
  return (await Promise.all(asked)).includes(true);
}

function hasStatusNotifierHost(env: NodeJS.ProcessEnv): Promise<boolean> {
  const args = [
    '--session',
    '--print-reply=literal',
    '--dest=org.kde.StatusNotifierWatcher',
    '/StatusNotifierWatcher',
    'org.freedesktop.DBus.Properties.Get',
    'string:org.kde.StatusNotifierWatcher',
    'string:IsStatusNotifierHostRegistered',
  ];
  return new Promise((resolve) => {
    execFile('dbus-send', args, { env, timeout: ANSWER_WITHIN_MS, killSignal: 'SIGKILL' }, (error, stdout) =>
      resolve(error === null && /boolean true/u.test(stdout)),
    );
  });
}
