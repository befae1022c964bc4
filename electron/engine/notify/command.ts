import type { Clock } from '../ports.ts';
import { fillTemplate } from '../../../shared/config/alerts/message.ts';
import { machineGroups, type ProcessGroups } from '../monitors/checks/command/process-group.ts';
import { firstWords, outputText } from '../monitors/checks/command/first-words.ts';
import { notStarted } from '../monitors/checks/command/not-started.ts';
import { runProgram } from '../monitors/checks/command/run-program.ts';
import { commandValue } from './command-values.ts';
import { DeliveryError } from './delivery-error.ts';
import type { Notifier } from './notifier.ts';

const TIMEOUT_MS = 30_000;
/** Ending a program with all it started takes a moment more. */
const ENDED_WITHIN_MS = 2_000;

/**
 * Runs a program of the configuration, without a shell; exit code 0 means that it took the message. What is filled
 * into an argument stays one argument, and stays text: what the program makes of a leading dash is its own matter.
 */
export function createCommandNotifier(
  { clock }: { clock: Clock },
  groups: ProcessGroups = machineGroups(),
): Notifier<'command'> {
  return {
    kind: 'command',
    timeoutMs: TIMEOUT_MS + ENDED_WITHIN_MS,
    async deliver(notification, channel, { attempt, signal, status }) {
      const argv = channel.argv.map((argument, index) =>
        index === 0
          ? argument
          : fillTemplate(argument, (name) => commandValue(name, notification, channel, status)),
      );
      // The one that is the same on every attempt lets the program drop a second copy.
      const env = {
        WATCHPOST_NOTIFICATION_ID: notification.id,
        WATCHPOST_NOTIFICATION_KIND: notification.kind,
        WATCHPOST_ATTEMPT: String(attempt),
      };
      const program = { argv, cwd: channel.cwd, timeoutMs: TIMEOUT_MS, env };
      const { end, stdout, stderr } = await runProgram(program, { clock, signal, groups });
      switch (end.kind) {
        case 'not-started': {
          const { message } = await notStarted(end.code, { argv, cwd: channel.cwd });
          throw new DeliveryError(message, { permanent: true });
        }
        case 'timeout':
          throw new DeliveryError(`still running after ${TIMEOUT_MS / 1000} s, ended`);
        case 'signal':
          throw new DeliveryError(`ended by ${end.signal || 'a signal'}`);
        case 'exit': {
          if (end.code === 0) return 'exit code 0';
          const words = firstWords(outputText(stderr)) || firstWords(outputText(stdout));
          throw new DeliveryError(`exit code ${end.code}${words === '' ? '' : `: ${words}`}`);
        }
      }
    },
  };
}
