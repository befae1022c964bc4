/** Why a firing alert is not said now, before any channel is looked at. */
import { matches } from '../match.ts';
import { isFlapping } from './flapping.ts';
import type { Decision } from './effects.ts';
import { attributes, FLAPPING_RULE } from './settings.ts';
import { lastKnown, type AlertRecord } from './state.ts';
import { factsOf, note, ruleOf, wallTime, type World } from './world.ts';

/** Whose doing it is, all of them where several are to blame. */
export interface Hold {
  decision: Extract<Decision, 'held' | 'silenced'>;
  by: string[];
  text: string;
  /** When time alone may end it, or null. */
  dueAt: number | null;
}

export function holdOf(world: World, alert: AlertRecord): Hold | null {
  return flappingHold(world, alert) ?? parentHold(world, alert) ?? silenceOf(world, alert);
}

function flappingHold(world: World, alert: AlertRecord): Hold | null {
  if (alert.rule === FLAPPING_RULE || !ruleOf(world, alert)?.behindFlapping) return null;
  const subject = world.state.subjects.get(alert.subject);
  if (!subject || !isFlapping(subject)) return null;
  return { decision: 'held', by: ['flapping'], text: 'held while it is flapping', dueAt: null };
}

/** An unhealthy parent, one that recovered just now, or one that has not answered yet. */
function parentHold(world: World, alert: AlertRecord): Hold | null {
  const behind = alert.rule === FLAPPING_RULE || ruleOf(world, alert)?.behindParents;
  const ancestors = world.settings.family.ancestors(alert.subject);
  if (!behind || ancestors.length === 0) return null;
  const watched = ancestors.filter((id) => world.state.subjects.get(id)?.closed === false);
  const unhealthy = watched.filter((id) => {
    const view = world.state.subjects.get(id)?.view;
    return view !== undefined && lastKnown(view) === 'unhealthy';
  });
  if (unhealthy.length > 0) {
    return { decision: 'held', by: unhealthy, text: `held behind ${unhealthy.join(', ')}`, dueAt: null };
  }
  const subject = world.state.subjects.get(alert.subject);
  const recovering = watched.filter((id) => subject?.waitAfter.has(id));
  if (recovering.length > 0) {
    const text = `held until it has answered after the recovery of ${recovering.join(', ')}`;
    return { decision: 'held', by: recovering, text, dueAt: null };
  }
  return answersAwaited(world, subject?.badSince ?? null, watched);
}

/** Waits for parents that have not answered since the failure began, or are confirming one of their own. */
function answersAwaited(world: World, badSince: number | null, parents: readonly string[]): Hold | null {
  if (badSince === null) return null;
  const deadlines = parents.flatMap((id) => {
    const facts = factsOf(world, id)?.monitor;
    const parent = world.state.subjects.get(id);
    if (!facts || !parent) return [];
    const deadline = badSince + facts.confirm.failures * (facts.timeoutMs + facts.spacingMs);
    const answered = (parent.lastTrustedAt ?? -Infinity) >= badSince;
    const confirming = parent.view.run?.direction === 'worse';
    return world.at < deadline && (!answered || confirming) ? [deadline] : [];
  });
  if (deadlines.length === 0) return null;
  const text = 'held until what it depends on has answered';
  return { decision: 'held', by: ['confirming'], text, dueAt: Math.min(...deadlines) };
}

/** A silence or a maintenance window that the alert falls into. */
export function silenceOf(
  world: World,
  alert: Pick<AlertRecord, 'rule' | 'subject' | 'severity'>,
): Hold | null {
  const { silences } = world.state;
  const { maintenance } = world.settings;
  if (silences.length === 0 && maintenance.length === 0) return null;
  const own = attributes(world.settings, alert);
  const silence = silences.find(
    ({ from, until, match }) =>
      from <= world.at && (until === null || world.at < until) && matches(match, own),
  );
  if (silence) {
    const text = `silenced${silence.reason ? `: ${silence.reason}` : ''}`;
    return { decision: 'silenced', by: [silence.id], text, dueAt: silence.until };
  }
  const wall = wallTime(world);
  const window = maintenance.find(({ match, span }) => matches(match, own) && span.isActive(wall));
  if (!window) return null;
  const end = window.span.nextChange(wall);
  return {
    decision: 'silenced',
    by: ['maintenance'],
    text: `in maintenance window ${window.id}`,
    dueAt: end === null ? null : end - world.state.clockOffset,
  };
}

/** Writes down why an alert is held, once for each reason. */
export function noteHold(world: World, alert: AlertRecord, hold: Hold | null): void {
  const key = hold ? `${hold.decision} ${hold.by.join(' ')}` : '';
  if (alert.held === key) return;
  alert.held = key;
  world.effects.dirty = true;
  for (const by of hold?.by ?? []) note(world, alert, hold?.decision ?? 'held', by, hold?.text ?? '');
}
