import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';

/** Programs that some specs drive for real, with the Debian package that brings each. */
const PROGRAMS: Record<string, string> = {
  chromium: 'chromium',
  Xvfb: 'xvfb',
  dunst: 'dunst',
  'notify-send': 'libnotify-bin',
  'dbus-daemon': 'dbus',
  logrotate: 'logrotate',
};

function missingPackages(): string[] {
  const missing = Object.entries(PROGRAMS).filter(([program]) => spawnSync('which', [program]).status !== 0);
  return [...new Set(missing.map(([, name]) => name))];
}

/**
 * Installs what is missing where that is allowed: as root on Debian. Elsewhere says what to run.
 * @returns the packages that are still missing
 */
export function ensureSystemPackages(say: (line: string) => void): string[] {
  const missing = missingPackages();
  if (missing.length === 0) return [];
  const mayInstall = existsSync('/etc/debian_version') && process.getuid?.() === 0;
  if (mayInstall) {
    say(`Installing ${missing.join(', ')} …`);
    const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
    spawnSync('apt-get', ['update', '-qq'], { stdio: 'ignore', env, timeout: 300_000 });
    spawnSync('apt-get', ['install', '-y', '-qq', '--no-install-recommends', ...missing], {
      stdio: 'ignore',
      env,
      timeout: 900_000,
    });
  }
  const left = missingPackages();
  if (left.length > 0) {
    say(
      `Some specs are skipped for want of ${left.join(', ')}. On Debian: sudo apt-get install ${left.join(' ')}`,
    );
  }
  return left;
}
