import type { MonitorConfig } from '../../shared/config/model.ts';
import { stateAt, type Latest } from '../engine/history/queries/latest.ts';
import { confirmedComponents } from '../engine/monitors/component-confirmation.ts';
import { documentComponents, type HealthEntry } from './health-document.ts';

/** What `health` tells of a monitor at `now` (epoch milliseconds) from what the history last knew of it. Pure. */
export function lastKnown(
  { id, name, group, kind }: MonitorConfig,
  latest: Latest | undefined,
  now: number,
): HealthEntry {
  const identity = { id, name, group, kind };
  if (!latest) return { ...identity, ...NEVER_CHECKED };
  const present = { ...latest, memory: { ...latest.memory, paused: pausedAt(latest, now) } };
  const { last, memory } = present;
  if (!last) return { ...identity, ...NEVER_CHECKED, ...(memory.paused ? { paused: true } : {}) };
  const { state, since, lastState, dataAgeMs } = stateAt(present, now);
  return {
    ...identity,
    state,
    latencyMs: last.latencyMs,
    httpStatus: last.httpStatus,
    message: memory.confirmation.message,
    components: documentComponents(confirmedComponents(memory.components)),
    since: since === null ? null : new Date(since).toISOString(),
    dataAgeMs,
    lastState,
    ...(memory.paused ? { paused: true } : {}),
  };
}

const NEVER_CHECKED = {
  state: 'unknown',
  latencyMs: null,
  httpStatus: null,
  message: 'not checked yet',
  components: [],
  since: null,
  dataAgeMs: null,
  lastState: null,
} satisfies Partial<HealthEntry>;

/** A pause that came to its end while nobody was there to end it is over. */
function pausedAt({ memory: { paused } }: Latest, now: number): Latest['memory']['paused'] {
  return paused?.until !== null && paused !== null && paused.until <= now ? null : paused;
}
