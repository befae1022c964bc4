import type { ReplayedAlert } from '../../../../shared/contract/alert-schemas.ts';
import type { Handlers } from '../../../../shared/contract/contract.ts';
import type { MonitorConfig } from '../../../../shared/config/model.ts';
import type { RuleFile } from '../../config/edit/edit-rule.ts';
import { rulesOfEntry } from '../../config/rules-of-entry.ts';
import type { Clock } from '../../ports.ts';
import type { LogReader, Reader } from '../../storage/reader-client.ts';
import { mainCondition, valueInWords } from '../words.ts';
import { replayRules } from './replay-rules.ts';
import { createReplayRuns } from './replay-runs.ts';
import type { ReplayedFiring, ReplayedRule } from './trial.ts';

export interface ReplayHandlerDeps {
  clock: Pick<Clock, 'now' | 'monotonic'>;
  reader: Pick<Reader, 'query'>;
  logReader: Pick<LogReader, 'query'>;
  /** Being offline says nothing about this monitor. */
  isLocal: (monitor: MonitorConfig) => boolean;
}

/** Tries a rule, saved or not, on what was recorded. `file` has the configuration that it would stand in. */
export function replayHandler(
  deps: ReplayHandlerDeps,
  file: Pick<RuleFile, 'place'>,
): Handlers['replayRule'] {
  const { clock, reader, logReader, isLocal } = deps;
  const runs = createReplayRuns(clock);
  return async ({ text, since }) => {
    const placed = await file.place(text);
    if (!placed.ok) return { ...NOTHING, problems: placed.problems };
    const { config, id } = placed;
    const rules = rulesOfEntry(config.alerts, id);
    const replayed = await runs.run((isOver) =>
      replayRules(
        { config, rules, since, until: clock.now() },
        {
          history: (params) => reader.query('replay', params),
          logs: (params) => logReader.query('replayLogs', params),
          isOver,
          isLocal,
        },
      ),
    );
    return { problems: [], ...replayView(replayed) };
  };
}

const NOTHING = { alerts: [], tried: false, exactFrom: null, recordedFrom: null, notes: [] };

/** What some rules would have done together. */
function replayView(replayed: readonly ReplayedRule[]) {
  return {
    alerts: replayed
      .flatMap((one) => one.firings.map((firing) => alertView(one, firing)))
      .toSorted((a, b) => a.from - b.from),
    tried: replayed.some(({ tried }) => tried),
    exactFrom: latest(replayed.map(({ exactFrom }) => exactFrom)),
    recordedFrom: latest(replayed.map(({ recordedFrom }) => recordedFrom)),
    notes: [...new Set(replayed.flatMap(({ notes }) => notes))],
  };
}

function latest(times: readonly (number | null)[]): number | null {
  const known = times.filter((time) => time !== null);
  return known.length === 0 ? null : Math.max(...known);
}

function alertView({ rule }: ReplayedRule, { value, ...firing }: ReplayedFiring): ReplayedAlert {
  return { ...firing, value: value === null ? null : valueInWords(mainCondition(rule.when), value) };
}
