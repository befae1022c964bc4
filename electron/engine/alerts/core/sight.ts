/** What the core thinks of one rule for one subject, for those who ask why. */
import type { Severity } from '../../../../shared/domain/severity.ts';
import type { Verdict } from '../conditions/condition-kind.ts';
import { verdictOf } from './evaluate.ts';
import { flappingSeverity, isFlapping } from './flapping.ts';
import { gateFor, GATE_NAME } from './gates.ts';
import { openIncident } from './incidents.ts';
import { FLAPPING_RULE, type ReadyRule } from './settings.ts';
import { alertKey, type AlertRecord, type IncidentState } from './state.ts';
import { holdOf, type Hold } from './why-held.ts';
import { isBlind, type World } from './world.ts';

export interface Sight {
  rule: string;
  subject: string;
  severity: Severity;
  /** Null for the flapping alert. */
  ready: ReadyRule | null;
  /** Null while it is inactive. */
  record: AlertRecord | null;
  /** What the condition says now; null for the flapping alert. */
  verdict: Verdict | null;
  /** Why it would not be told, before any channel is looked at. */
  hold: Hold | null;
  /** What keeps it back on each channel that wants it: a word such as `away`, or that another alert says it. */
  channels: { id: string; gate: string | null; inhibitedBy: string | null; waitsUntil: number | null }[];
  /** Paused, disabled or removed. */
  closed: boolean;
  /** Asleep, offline, or out of reach. */
  blind: boolean;
  ack: IncidentState['ack'];
}

export function sightOf(world: World, rule: string, subject: string): Sight {
  const { state, settings } = world;
  const ready = settings.byId.get(rule) ?? null;
  const record = state.alerts.get(alertKey(rule, subject)) ?? null;
  const severity = record?.severity ?? ready?.rule.severity ?? flappingSeverity(world, subject);
  const about = record ?? emptyRecord(rule, subject, severity);
  return {
    rule,
    subject,
    severity,
    ready,
    record,
    verdict: ready ? verdictOf(world, ready, subject) : null,
    hold: holdOf(world, about),
    channels: settings.notify.channels.map(({ id }) => channelSight(world, id, about)),
    closed: state.subjects.get(subject)?.closed ?? false,
    blind: isBlind(world, subject),
    ack: openIncident(world, subject)?.ack ?? null,
  };
}

/** The rules that watch a subject, and the flapping alert where it stands. */
export function sightsOf(world: World, subject: string): Sight[] {
  const rules = world.settings.subjects.get(subject)?.rules.map(({ rule }) => rule.id) ?? [];
  const known = world.state.subjects.get(subject);
  const flaps = known && isFlapping(known) ? [FLAPPING_RULE] : [];
  return [...rules, ...flaps].map((rule) => sightOf(world, rule, subject));
}

function channelSight(world: World, id: string, record: AlertRecord): Sight['channels'][number] {
  const channel = world.settings.notify.channels.find((one) => one.id === id);
  const inhibited = /^inhibited (.+)$/u.exec(record.notes.get(id) ?? '')?.[1] ?? null;
  const gate = channel ? gateFor(world, channel, record.severity) : null;
  const groups = [...(world.state.channels.get(id)?.groups.values() ?? [])];
  const waiting = groups.find((group) => group.waiting.includes(alertKey(record.rule, record.subject)));
  return {
    id,
    gate: gate === null ? null : GATE_NAME[gate],
    inhibitedBy: inhibited,
    waitsUntil: waiting?.dueAt ?? null,
  };
}

function emptyRecord(rule: string, subject: string, severity: Severity): AlertRecord {
  const alert = { phase: 'inactive', since: 0, clearSince: null, frozenSince: null } as const;
  return { rule, subject, severity, alert, firedAt: 0, value: null, held: '', notes: new Map() };
}
