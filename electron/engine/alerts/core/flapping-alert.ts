/** The one alert that stands for all that flapping holds back. */
import { inactiveAlert } from '../alert.ts';
import { flappingSeverity, followFlapping, isFlapping } from './flapping.ts';
import { incidentFired, incidentResolved, openIncident, raise, rank } from './incidents.ts';
import { absorb, releaseAfterFlapping, requeue } from './popups.ts';
import { FLAPPING_RULE } from './settings.ts';
import { alertKey, type SubjectState } from './state.ts';
import { factsOf, note, type World } from './world.ts';

/** Starts, keeps up and ends the flapping alerts of subjects. */
export function stepFlapping(world: World, ids: Iterable<string>): void {
  for (const id of ids) {
    const subject = world.state.subjects.get(id);
    if (!subject || subject.closed || !factsOf(world, id)?.monitor) continue;
    if (!subject.dark) followFlapping(world, subject);
    stepAlert(world, id, subject);
  }
}

/** Brings the alert in line with whether the subject is flapping. */
export function stepAlert(world: World, id: string, subject: SubjectState): void {
  const key = alertKey(FLAPPING_RULE, id);
  const record = world.state.alerts.get(key);
  const name = factsOf(world, id)?.name ?? id;
  if (!isFlapping(subject)) {
    if (!record) return;
    world.state.alerts.delete(key);
    note(world, record, 'resolved', '', `${name} has settled`);
    releaseAfterFlapping(world, id);
    incidentResolved(world, record, 'is over');
    return;
  }
  const severity = flappingSeverity(world, id);
  if (record) {
    record.alert.frozenSince = subject.dark ? (record.alert.frozenSince ?? world.at) : null;
    // The highest that was held, not what is held at this moment.
    if (rank(severity) <= rank(record.severity)) return;
    record.severity = severity;
    if (severity === 'critical') requeue(world, key);
    const incident = openIncident(world, id);
    if (incident) raise(world, incident, severity);
    world.effects.dirty = true;
    return;
  }
  const fresh = {
    rule: FLAPPING_RULE,
    subject: id,
    severity,
    alert: { ...inactiveAlert(world.at), phase: 'firing' as const },
    firedAt: world.at,
    value: null,
    held: '',
    notes: new Map<string, string>(),
  };
  world.state.alerts.set(key, fresh);
  absorb(world, id);
  note(world, fresh, 'fired', '', `${name} is flapping`);
  incidentFired(world, fresh);
}
