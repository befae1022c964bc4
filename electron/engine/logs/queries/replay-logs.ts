import type { AlertRule } from '../../../../shared/config/alerts/model.ts';
import type { CoreInput, LogMatch } from '../../alerts/core/inputs.ts';
import type { MonitorFacts, SourceFacts } from '../../alerts/core/facts.ts';
import type { LogCursor } from '../../alerts/logs/log-cursor.ts';
import type { Firing, ReplayProgress } from '../../alerts/replay/firing.ts';
import { ReplayCore, replayConfig } from '../../alerts/replay/replay-core.ts';
import { logMatchesQuery } from './log-matches.ts';
import type { SourceSettings } from './settings.ts';
import type { LogTables } from './tables.ts';

/** A replay of rules on logs that goes on later. */
export interface LogReplayProgress extends ReplayProgress {
  cursor: LogCursor;
}

export interface LogReplayParams {
  settings: readonly SourceSettings[];
  sources: readonly SourceFacts[];
  /** Those that sources belong to. */
  monitors: readonly MonitorFacts[];
  /** Rules on logs alone. */
  rules: readonly AlertRule[];
  /** From here on records count, so that windows are filled at `since`; epoch milliseconds. */
  from: number;
  since: number;
  until: number;
  /** What the answer before gave; null to begin. */
  saved: LogReplayProgress | null;
}

export interface LogReplayAnswer {
  /** What ended since the answer before, and in the last one what still fires. */
  firings: Firing[];
  /** To go on with; null at the end. */
  saved: LogReplayProgress | null;
  /** About when the oldest record that is kept was read; null without any. */
  recordedFrom: number | null;
}

/** Records that are looked at for one answer. */
const AT_ONCE = 2_000;

/** What rules on logs would have done, a piece of what was read in each answer. */
export function replayLogsQuery(tables: LogTables) {
  const { db } = tables;
  const readBefore = db
    .prepare<[number], number | null>('SELECT max(last_seq) FROM blocks WHERE read_to < ?')
    .pluck();
  const oldest = [
    db.prepare<[], number>('SELECT read_at FROM hot_records ORDER BY seq LIMIT 1').pluck(),
    db.prepare<[], number>('SELECT read_to FROM blocks ORDER BY first_seq LIMIT 1').pluck(),
  ];
  let version = 0;

  return (params: LogReplayParams): LogReplayAnswer => {
    const { settings, sources, monitors, from, since, until, saved } = params;
    const rules = [...params.rules];
    const core = new ReplayCore(replayConfig({ monitors, sources }, rules), from, saved);
    const begin = { store: null, after: readBefore.get(from) ?? 0, since: from };
    const cursor = saved?.cursor ?? begin;
    version += 1;
    const found = logMatchesQuery(tables)({ settings, rules, version, cursor, limit: AT_ONCE });
    const within = found.matches.filter(({ readAt }) => readAt < until);
    play(core, within);
    const done = !found.more || within.length < found.matches.length;
    if (done) core.advance(until, []);
    const ended = core.takeEnded().filter(({ to }) => to === null || to > since);
    const first = oldest.flatMap((one) => one.get() ?? []);
    return {
      firings: done ? [...ended, ...core.open()] : ended,
      saved: done ? null : { ...core.save(core.state.at), cursor: found.cursor },
      recordedFrom: first.length === 0 ? null : Math.min(...first),
    };
  };
}

/** What was read at one instant was judged together. */
function play(core: ReplayCore, matches: readonly LogMatch[]): void {
  for (const [at, read] of Map.groupBy(matches, ({ readAt }) => readAt)) {
    core.advance(
      at,
      read.map((match): CoreInput => ({ type: 'logs', match })),
    );
  }
}
