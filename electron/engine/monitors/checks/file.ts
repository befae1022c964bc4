import type { FileMonitor } from '../../../../shared/config/model.ts';
import { outcome, type CheckOutcome } from '../../../../shared/domain/check-result.ts';
import type { CheckKind } from '../check-kind.ts';
import { presentableOutcome } from './common/clean-text.ts';
import { timedOut, withinTimeout } from './common/time-limit.ts';
import { spanInWords } from './common/words.ts';
import { nodeFiles, type FileAccess } from './file/file-access.ts';
import { globLevels } from './file/glob-levels.ts';
import { datedAhead, judgeFiles, newestFirst, type Weighed } from './file/judge.ts';
import { measure, treeSize, type Match } from './file/measure.ts';
import { blockedInWords, nothingFound, tooMany } from './file/nothing-found.ts';
import { walk } from './file/walk.ts';

/**
 * Judges age, size and number of files or folders, without opening any of them. A file system that hangs ends the
 * check at its timeout; until it answers, no further call goes to it for that monitor, as each would keep one of
 * the process's few file threads.
 */
export function createFileCheck(files: FileAccess = nodeFiles): CheckKind<'file'> {
  /** Monitors whose last look at the file system has not come back. */
  const unanswered = new Set<string>();
  return {
    kind: 'file',
    describe: ({ path }) => `file ${path}`,
    host: () => null,
    async run(monitor, context) {
      const { timeoutMs, path } = monitor;
      const key = `${monitor.id} ${path}`;
      const late = (): CheckOutcome =>
        timedOut(timeoutMs, `${path}: the file system did not answer within ${spanInWords(timeoutMs)}`);
      if (unanswered.has(key)) {
        context.signal.throwIfAborted();
        const message = `${path}: the file system still has not answered an earlier check`;
        return presentableOutcome(timedOut(timeoutMs, message), context.mask);
      }
      let returned = false;
      const found = await withinTimeout(
        timeoutMs,
        context,
        (signal) =>
          look(monitor, files, context.clock.now(), signal).finally(() => {
            returned = true;
            unanswered.delete(key);
          }),
        () => {
          if (!returned) unanswered.add(key);
          return late();
        },
      );
      return presentableOutcome(found, context.mask);
    },
  };
}

async function look(
  monitor: FileMonitor,
  files: FileAccess,
  now: number,
  signal: AbortSignal,
): Promise<CheckOutcome> {
  const walked = await walk(globLevels(monitor.path), files, signal);
  if (!walked.complete) return tooMany(monitor.path);
  const { matches, others, blocked } = await measure(walked.paths, monitor.type, files, signal);
  const hidden = [...walked.blocked, ...blocked];
  const { min, max } = monitor.count;
  if (matches.length === 0 && !(hidden.length === 0 && (min === 0 || max === 0))) {
    return nothingFound(monitor, hidden[0], others[0]);
  }
  const [newest, before] = newestFirst(matches, now);
  const found = {
    count: matches.length,
    newest: newest ? await weigh(newest, monitor, files, signal) : null,
    before: before && monitor.shrink !== null ? await weigh(before, monitor, files, signal) : null,
    ahead: datedAhead(matches, now),
  };
  const { state, message } = judgeFiles(monitor, found, now);
  const notes = [message || 'nothing there, as expected', ...hidden.slice(0, 1).map(blockedInWords)];
  return outcome(state, notes.join('; '), {
    failure: state === 'healthy' ? null : 'assertion',
    ...(newest && { writtenAt: newest.mtimeMs }),
  });
}

/** The size of a file is at hand; that of a folder is added up only where something depends on it. */
async function weigh(
  match: Match,
  monitor: FileMonitor,
  files: FileAccess,
  signal: AbortSignal,
): Promise<Weighed> {
  if (monitor.type === 'file') return { ...match, weight: { bytes: match.size, atLeast: false } };
  const wanted = monitor.minSize !== null || monitor.shrink !== null;
  return { ...match, weight: wanted ? await treeSize(match.path, files, signal) : null };
}
