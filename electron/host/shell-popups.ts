import type { DesktopTransport } from '../engine/notify/popup.ts';
import type { Clock } from '../engine/ports.ts';
import type { ShellPopup } from '../../shared/contract/process.ts';

/** A shell that never answers must not hold the queue. */
const ANSWER_WITHIN_MS = 15_000;

/** Popups through the desktop shell, which shows them with Electron's own notifications. */
export function createShellPopups(
  tell: (popup: ShellPopup) => void,
  clock: Clock,
): { transport: DesktopTransport; answered: (id: string, problem: string | null) => void } {
  const waiting = new Map<string, (problem: string | null) => void>();
  return {
    transport: {
      name: 'electron',
      show: ({ id, title, body, severity, page }) =>
        new Promise((resolve, reject) => {
          const settle = (problem: string | null) => {
            cancel();
            waiting.delete(id);
            if (problem === null) resolve();
            else reject(new Error(problem));
          };
          const cancel = clock.setTimeout(
            () => settle(`no answer from the desktop within ${ANSWER_WITHIN_MS / 1000} s`),
            ANSWER_WITHIN_MS,
          );
          waiting.set(id, settle);
          tell({ type: 'popup', id, title, body, critical: severity === 'critical', page });
        }),
    },
    answered: (id, problem) => waiting.get(id)?.(problem),
  };
}
