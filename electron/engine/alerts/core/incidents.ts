/** Incidents: from the first firing alert of a subject to the end of what holds it open. */
import { SEVERITIES, type Severity } from '../../../../shared/domain/severity.ts';
import type { IncidentChange, IncidentEvent } from './effects.ts';
import { noteOpening } from './flapping.ts';
import { FLAPPING_RULE } from './settings.ts';
import type { AlertRecord, IncidentState } from './state.ts';
import { firingAlerts, nextId, ruleOf, type World } from './world.ts';

/** Firing again within this time of the end is the same incident. */
export const REOPEN_MS = 10 * 60_000;

export const rank = (severity: Severity): number => SEVERITIES.indexOf(severity);

export function worstOf(severities: Iterable<Severity>): Severity {
  return [...severities].reduce((worst, one) => (rank(one) > rank(worst) ? one : worst), 'info');
}

export function openIncident(world: World, subject: string): IncidentState | null {
  const incident = world.state.incidents.get(subject);
  return incident && incident.endedAt === null ? incident : null;
}

/** Holds an incident open; the alert that stands for a flapping subject does too. */
function holds(world: World, alert: { rule: string }): boolean {
  return alert.rule === FLAPPING_RULE || ruleOf(world, alert)?.holdsIncident === true;
}

export function tellIncident(world: World, incident: IncidentState): void {
  const { id, subject, severity, startedAt, endedAt, rules } = incident;
  const known = world.effects.incidents.findIndex((change) => change.id === id);
  const change = { id, subject, severity, startedAt, endedAt, rules: [...rules] };
  if (known >= 0) world.effects.incidents[known] = change;
  else world.effects.incidents.push(change);
  world.effects.dirty = true;
}

export function addEvent(world: World, subject: string, kind: IncidentEvent['kind'], text: string): void {
  const incident = openIncident(world, subject);
  if (incident) world.effects.events.push({ incident: incident.id, at: world.at, kind, text });
}

/** An alert began to fire: it opens, reopens or joins the incident of its subject. */
export function incidentFired(world: World, alert: AlertRecord): void {
  const { subject, rule, severity } = alert;
  const last = world.state.incidents.get(subject);
  let incident = openIncident(world, subject);
  if (
    !incident &&
    last?.endedAt !== undefined &&
    last.endedAt !== null &&
    world.at - last.endedAt <= REOPEN_MS
  ) {
    incident = last;
    incident.endedAt = null;
    addEvent(world, subject, 'reopened', `fires again: ${rule}`);
  }
  if (!incident) {
    incident = {
      id: nextId(world, 'i'),
      subject,
      severity,
      startedAt: world.at,
      endedAt: null,
      rules: [],
      holding: false,
      ack: null,
    };
    world.state.incidents.set(subject, incident);
    noteOpening(world, subject);
  }
  if (!incident.rules.includes(rule)) incident.rules.push(rule);
  incident.holding ||= holds(world, alert);
  raise(world, incident, severity);
  addEvent(world, subject, 'alert', `${rule} fires (${severity})`);
  tellIncident(world, incident);
}

/** A higher severity is news that an acknowledgement did not know of. */
export function raise(world: World, incident: IncidentState, severity: Severity): void {
  if (rank(severity) > rank(incident.severity)) incident.severity = severity;
  if (incident.ack && rank(severity) > rank(incident.ack.severity))
    endAck(world, incident, 'higher severity');
}

export function endAck(world: World, incident: IncidentState, why: string): void {
  if (!incident.ack) return;
  incident.ack = null;
  world.effects.acks.push({ subject: incident.subject, at: world.at, ack: null });
  addEvent(world, incident.subject, 'ack', `acknowledgement ended: ${why}`);
  tellIncident(world, incident);
}

/** An alert is over: the incident closes with the last of those that hold it open. */
export function incidentResolved(world: World, alert: { rule: string; subject: string }, why: string): void {
  const incident = openIncident(world, alert.subject);
  if (!incident) return;
  addEvent(world, alert.subject, 'alert', `${alert.rule} ${why}`);
  const left = firingAlerts(world).filter(({ subject }) => subject === alert.subject);
  const open = incident.holding ? left.some((one) => holds(world, one)) : left.length > 0;
  if (!open) close(world, incident);
}

/**
 * An incident that is open in the history and unknown here: how it went on is not known. It is over now, and what
 * fires again soon reopens it.
 */
export function closeOrphan(world: World, change: IncidentChange): void {
  const { subject } = change;
  const orphan = { ...change, rules: [...change.rules], endedAt: world.at, holding: true, ack: null };
  if (!world.state.incidents.has(subject)) world.state.incidents.set(subject, orphan);
  world.effects.acks.push({ subject, at: world.at, ack: null });
  const text = 'how it went on is not known';
  world.effects.events.push({ incident: orphan.id, at: world.at, kind: 'closed', text });
  tellIncident(world, orphan);
}

function close(world: World, incident: IncidentState): void {
  endAck(world, incident, 'resolved');
  addEvent(world, incident.subject, 'closed', 'over');
  incident.endedAt = world.at;
  tellIncident(world, incident);
}
