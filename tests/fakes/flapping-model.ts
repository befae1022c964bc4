/**
 * A slow and obvious model of flapping, one minute at a time, for one monitor with one rule on being unhealthy that fires
 * and ends at once.
 */
import { conditionAt, trusted, type ModelWorld } from './alert-model-past.ts';

const HOUR = 60;
const REOPENED_WITHIN = 10;
const SETTLED_AFTER = 15;

/** Whether the monitor `a` flaps, by the minute. */
export function modelFlapping(world: ModelWorld): boolean[] {
  const answers: boolean[] = [];
  const openings: number[] = [];
  let byShare = false;
  let byIncidents = false;
  let fires = false;
  let endedAt: number | null = null;
  let isOpen = false;
  /** Minutes of known time since something changed. */
  let settled = 0;
  let wasKnown = false;

  for (let now = 0; now <= world.seconds; now += 1) {
    const condition = conditionAt(world, 'a', 'unhealthy', now);
    const isKnown = condition !== null;
    // Time counts up to where it becomes unknown; the minute that ends an unknown time counts for nothing.
    if (wasKnown) settled += 1;
    const raw = trusted(world, 'a', now);
    const [before, last] = [raw.at(-2), raw.at(-1)];
    if (last?.at === now && before && before.state !== last.state) settled = 0;

    if (isKnown) {
      const share = shareOfChanges(raw.slice(-21).map(({ state }) => state));
      if (share >= 0.3) byShare = true;
      if (share < 0.2) byShare = false;
      if (settled >= SETTLED_AFTER) byIncidents = false;
      if (condition) fires = true;
      // The flapping alert comes before those of the rules.
      tellIncident(now, byShare || byIncidents || fires);
      if (!condition) fires = false;
      tellIncident(now, byShare || byIncidents || fires);
    }
    wasKnown = isKnown;
    answers.push(byShare || byIncidents);
  }
  return answers;

  function tellIncident(now: number, holds: boolean): void {
    if (holds && !isOpen) {
      isOpen = true;
      if (endedAt !== null && now - endedAt <= REOPENED_WITHIN) return;
      openings.push(now);
      if (openings.filter((at) => at > now - HOUR).length >= 3) {
        byIncidents = true;
        settled = 0;
      }
    }
    if (!holds && isOpen) {
      isOpen = false;
      endedAt = now;
    }
  }
}

/** Of the last twenty pairs each that differs counts, the newest 1.25, the oldest 0.75; a twentieth of the sum. */
function shareOfChanges(states: readonly string[]): number {
  let sum = 0;
  for (let age = 0; age < states.length - 1; age += 1) {
    const newer = states[states.length - 1 - age];
    const older = states[states.length - 2 - age];
    if (newer !== older) sum += 1.25 - (0.5 * age) / 19;
  }
  return Number((sum / 20).toFixed(9));
}
