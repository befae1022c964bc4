import { execFile, type ChildProcess } from 'node:child_process';
import { promisify } from 'node:util';
import { errorCode } from '../monitors/checks/common/transport-words.ts';
import type { Cancel, Clock } from '../ports.ts';
import { desktopReason, NO_DAEMON } from './desktop-reason.ts';
import { literalBody } from './freedesktop-text.ts';
import type { DesktopTransport, Popup } from './popup.ts';

/** A click on a popup is only heard while its notify-send runs. */
const MOST_WAITING = 20;
const LONGEST_WAIT_MS = 10 * 60_000;
/** A daemon that D-Bus has to start may take a while; one that never answers must not hold the queue. */
const SHOWN_WITHIN_MS = 15_000;
const VERSION_WITHIN_MS = 5_000;
const CLICKED = /^default$/mu;
/** notify-send tells the number of the popup once the daemon has taken it. */
const TAKEN = /^\d+$/mu;

export interface NotifySendDeps {
  clock: Clock;
  /** Opens a page of the window. */
  open: (page: string) => void;
}

/**
 * Popups with a click, through notify-send of libnotify 0.8 or newer: older ones know no actions. It runs under
 * stdbuf of coreutils, because it tells that the daemon took the popup in a line that it would else hold back until
 * the popup is gone.
 */
export function createNotifySendTransport({ clock, open }: NotifySendDeps): DesktopTransport {
  /** Oldest first. */
  const waiting = new Map<ChildProcess, Cancel>();
  let hasActions: boolean | null = null;

  function end(child: ChildProcess): void {
    waiting.get(child)?.();
    waiting.delete(child);
    child.kill('SIGTERM');
  }

  function makeRoom(): void {
    for (const child of waiting.keys()) {
      if (waiting.size < MOST_WAITING) return;
      end(child);
    }
  }

  return {
    name: 'notify-send',
    async show(popup) {
      hasActions ??= await knowsActions(clock);
      if (!hasActions) throw new Error('this notify-send is older than 0.8 and knows no clicks');
      makeRoom();
      const child = start(popup, open);
      waiting.set(
        child,
        clock.setTimeout(() => end(child), LONGEST_WAIT_MS),
      );
      child.once('close', () => {
        waiting.get(child)?.();
        waiting.delete(child);
      });
      try {
        await taken(child, clock);
      } catch (error) {
        end(child);
        throw error;
      }
    },
    stop() {
      for (const child of waiting.keys()) end(child);
    },
  };
}

/** Rejects where there is no notify-send, which may be installed later. */
async function knowsActions(clock: Clock): Promise<boolean> {
  const limit = new AbortController();
  const cancel = clock.setTimeout(() => limit.abort(), VERSION_WITHIN_MS);
  try {
    const { stdout } = await promisify(execFile)(...underStdbuf('--version'), { signal: limit.signal });
    const [major = 0, minor = 0] = (/(\d+)\.(\d+)/u.exec(stdout) ?? []).slice(1).map(Number);
    return major > 0 || minor >= 8;
  } catch (error) {
    const missing = errorCode(error) === 'ENOENT';
    const reason = missing
      ? 'clicks need stdbuf of coreutils, which is not installed'
      : desktopReason(error instanceof Error ? error.message : String(error));
    throw new Error(reason, { cause: error });
  } finally {
    cancel();
  }
}

function underStdbuf(...args: string[]): [program: string, args: string[]] {
  return ['stdbuf', ['-oL', 'notify-send', ...args]];
}

function start({ id, title, body, severity, page }: Popup, open: (page: string) => void): ChildProcess {
  const [program, args] = underStdbuf(
    '--app-name=Watchpost',
    `--urgency=${severity === 'critical' ? 'critical' : 'normal'}`,
    '--category=network',
    // Daemons that know it show a second copy in the place of the first.
    `--hint=string:x-dunst-stack-tag:watchpost-${id}`,
    '--action=default=Open',
    '--print-id',
    '--wait',
    '--',
    title || ' ',
    literalBody(body),
  );
  return execFile(program, args, (_error, stdout) => {
    if (CLICKED.test(stdout)) open(page);
  });
}

/** Resolves when the daemon has the popup; rejects with the reason when notify-send ends without. */
function taken(child: ChildProcess, clock: Clock): Promise<void> {
  return new Promise((resolve, reject) => {
    let written = '';
    let errors = '';
    const cancel = clock.setTimeout(
      () => reject(new Error(`no answer from the desktop within ${SHOWN_WITHIN_MS / 1000} s`)),
      SHOWN_WITHIN_MS,
    );
    child.stdout?.on('data', (text: string) => {
      written += text;
      if (TAKEN.test(written)) settle(resolve);
    });
    child.stderr?.on('data', (text: string) => {
      errors += text;
      // Without a daemon it would wait for a click that cannot come.
      if (NO_DAEMON.test(errors)) settle(() => reject(new Error(desktopReason(errors))));
    });
    child.once('error', (error) => settle(() => reject(new Error(desktopReason(error.message)))));
    child.once('close', (code) =>
      settle(() =>
        code === 0
          ? resolve()
          : reject(new Error(desktopReason(errors || `notify-send ended with code ${code}`))),
      ),
    );

    function settle(how: () => void): void {
      cancel();
      how();
    }
  });
}
