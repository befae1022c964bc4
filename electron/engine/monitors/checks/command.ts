import { basename } from 'node:path';
import type { CheckKind } from '../check-kind.ts';
import { presentableOutcome } from './common/clean-text.ts';
import { timedOut } from './common/time-limit.ts';
import { withLatencyLimits } from './common/with-limits.ts';
import { spanInWords } from './common/words.ts';
import { compileComponentRules } from './decide.ts';
import { judgeRun } from './command/judge-run.ts';
import { notStarted } from './command/not-started.ts';
import { machineGroups, type ProcessGroups } from './command/process-group.ts';
import { runProgram } from './command/run-program.ts';

/**
 * Runs a program of the configuration and judges its exit code and what it wrote. A program that runs into the
 * timeout is ended with all it started, which may take up to 1.5 s more; the result then counts with the timeout.
 */
export function createCommandCheck(groups: ProcessGroups = machineGroups()): CheckKind<'command'> {
  return {
    kind: 'command',
    // The arguments may hold secrets.
    describe: ({ argv }) => `command ${basename(argv[0] ?? '')}`,
    host: () => null,
    async run(monitor, { clock, signal, mask }) {
      const { timeoutMs } = monitor;
      const run = await runProgram(monitor, { clock, signal, groups });
      const { end } = run;
      if (end.kind === 'not-started') return presentableOutcome(await notStarted(end.code, monitor), mask);
      if (end.kind === 'timeout') {
        return presentableOutcome(
          timedOut(timeoutMs, `still running after ${spanInWords(timeoutMs)}, ended`),
          mask,
        );
      }
      const found = judgeRun(monitor, { ...run, end }, compileComponentRules(monitor.components));
      return presentableOutcome(withLatencyLimits(found, monitor.latency), mask);
    },
  };
}
