/**
 * Flapping, after Nagios ("Detection and Handling of State Flapping"): the weighted share of changes among the last
 * 21 raw results, newer changes weighing more; and the third incident within an hour.
 */
import type { Severity } from '../../../../shared/domain/severity.ts';
import { FLAPPING_RULE } from './settings.ts';
import type { SubjectState } from './state.ts';
import { firingAlerts, ruleOf, type World } from './world.ts';

const SLOTS = 20;
const START = 0.3;
const STOP = 0.2;
const INCIDENTS = 3;
const HOUR = 3_600_000;
const QUIET_MS = 15 * 60_000;

/** Σ over the changes of (0.75 + 0.5·i/19), slot 0 the oldest of twenty, divided by twenty. */
export function changeShare(raw: string): number {
  let sum = 0;
  const first = SLOTS - (raw.length - 1);
  for (let index = 1; index < raw.length; index += 1) {
    const slot = first + index - 1;
    if (raw[index] !== raw[index - 1]) sum += 0.75 + (0.5 * slot) / (SLOTS - 1);
  }
  return sum / SLOTS;
}

export const isFlapping = ({ flapping }: Pick<SubjectState, 'flapping'>): boolean =>
  flapping.ratio || flapping.incidents;

/** Looks at a subject after its results; what started by incidents stops by time, see `flappingDue`. */
export function followFlapping(world: World, subject: SubjectState): void {
  const { flapping } = subject;
  // Sums of halves and nineteenths are not exact; a share at the limit itself counts as reaching it.
  const share = Math.round(changeShare(subject.raw) * 1e9) / 1e9;
  flapping.ratio = flapping.ratio ? share >= STOP : share >= START;
  const due = flappingDue(subject);
  if (due !== null && due <= world.at) flapping.incidents = false;
}

/** When flapping that began with incidents ends, if nothing changes. */
export function flappingDue({ flapping, dark, lastChangeAt }: SubjectState): number | null {
  return flapping.incidents && !dark ? lastChangeAt + QUIET_MS : null;
}

/** An incident of a subject opened. */
export function noteOpening(world: World, id: string): void {
  const openings = [...(world.state.openings.get(id) ?? []), world.at].filter((at) => at > world.at - HOUR);
  world.state.openings.set(id, openings);
  const subject = world.state.subjects.get(id);
  if (!subject || openings.length < INCIDENTS) return;
  subject.flapping.incidents = true;
  // The incident itself is a change, though the raw state may not be.
  subject.lastChangeAt = world.at;
}

/** The highest severity that is held by flapping, at least warning. */
export function flappingSeverity(world: World, id: string): Severity {
  const critical = firingAlerts(world).some(
    (alert) =>
      alert.subject === id &&
      alert.rule !== FLAPPING_RULE &&
      alert.severity === 'critical' &&
      ruleOf(world, alert)?.behindFlapping === true,
  );
  return critical ? 'critical' : 'warning';
}
