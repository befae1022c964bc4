/** Rules, alerts, silences and windows as the contract tells them. Pure; times of the core become wall times. */
import { isDeepStrictEqual } from 'node:util';
import { builtInRules } from '../../../shared/config/alerts/built-in.ts';
import type {
  AlertRuleView,
  AlertView,
  MaintenanceView,
  Silence,
} from '../../../shared/contract/alert-schemas.ts';
import type { SilenceRow } from '../storage/tables/silences.ts';
import type { PresentAlerts } from './alert-service-port.ts';
import { alwaysViews } from './always.ts';
import { conditionInWords } from './condition-words.ts';
import { attributes, FLAPPING_RULE } from './core/settings.ts';
import { holdOf } from './core/why-held.ts';
import { matches } from './match.ts';
import { stateOf } from './silence-list.ts';
import { windowInWords } from './span-words.ts';
import { mainCondition, valueInWords } from './words.ts';

/**
 * The rules of the configuration, then those that always run.
 * @param popups of each rule in the last seven days
 */
export function ruleViews(
  { core, config }: PresentAlerts,
  popups: ReadonlyMap<string, number>,
  placeOf: (rule: string) => AlertRuleView['place'],
): AlertRuleView[] {
  const builtIn = isDeepStrictEqual(config.alerts, builtInRules(config.environment));
  const records = [...core.state.alerts.values()];
  const configured = core.settings.rules.map(({ rule, subjects }) => {
    const own = records.filter((record) => record.rule === rule.id);
    const count = (phase: AlertView['phase']) => own.filter(({ alert }) => alert.phase === phase).length;
    return {
      id: rule.id,
      severity: rule.severity,
      condition: conditionInWords(rule.when),
      builtIn,
      forMs: rule.forMs,
      keepFiringForMs: rule.keepFiringForMs,
      subjects: subjects.length,
      firing: count('firing'),
      pending: count('pending'),
      popups7d: popups.get(rule.id) ?? 0,
      place: builtIn ? null : placeOf(rule.id),
    };
  });
  return [...configured, ...alwaysViews(core, popups)];
}

/** Alerts that are not inactive, those that fire first. */
export function alertViews({ core, time }: PresentAlerts): AlertView[] {
  return core.inspect((world) =>
    [...core.state.alerts.values()]
      .filter(({ alert }) => alert.phase !== 'inactive')
      .toSorted((a, b) => Number(b.alert.phase === 'firing') - Number(a.alert.phase === 'firing'))
      .map((record): AlertView => {
        const { rule: id, subject, severity, alert, value } = record;
        const rule = core.settings.byId.get(id)?.rule;
        const incident = core.incident(subject);
        const ack = incident?.endedAt === null ? incident.ack : null;
        return {
          rule: id,
          subject,
          name: nameOf(core.settings.subjects, subject),
          severity,
          phase: alert.phase,
          since: time.toWall(alert.phase === 'firing' ? record.firedAt : alert.since),
          frozen: alert.frozenSince !== null,
          value: rule && value !== null ? valueInWords(mainCondition(rule.when), value) : null,
          held: alert.phase === 'firing' ? (holdOf(world, record)?.text ?? null) : null,
          acked: ack ? { at: time.toWall(ack.at), by: ack.by, text: ack.text } : null,
        };
      }),
  );
}

/** The name of a subject; of one that is not watched any more its id. */
export function nameOf(subjects: ReadonlyMap<string, { name: string }>, subject: string): string {
  return subjects.get(subject)?.name ?? subject;
}

export function silenceView(row: SilenceRow, present: PresentAlerts, now: number): Silence {
  const { id, match, from, reason, by, createdAt, removedAt } = row;
  const until = removedAt ?? row.until;
  const state = stateOf(row, now);
  const subjects = subjectsOf(match, present);
  return { id, match, from, until, reason, by, createdAt, state, subjects };
}

/** Subjects of which at least one alert would fit. */
function subjectsOf(match: SilenceRow['match'], { core: { settings } }: PresentAlerts): string[] {
  const globs = Object.entries(match);
  return [...settings.subjects.values()]
    .filter(({ id, rules, monitor }) => {
      const alerts = rules.map(({ rule }) => ({ rule: rule.id, severity: rule.severity }));
      if (monitor) alerts.push({ rule: FLAPPING_RULE, severity: 'warning' });
      return alerts.some((alert) => matches(globs, attributes(settings, { ...alert, subject: id })));
    })
    .map(({ id }) => id);
}

export function maintenanceViews({ core, config }: PresentAlerts, now: number): MaintenanceView[] {
  const { maintenance, config: known } = core.settings;
  return config.maintenance.flatMap((window): MaintenanceView[] => {
    const ready = maintenance.find(({ id }) => id === window.id);
    if (!ready) return [];
    const { span } = ready;
    const active = span.isActive(now);
    // Of one that is on, the beginning is past and nobody needs it; of another, from the next change to the one after.
    const next = span.nextChange(now);
    const end = active || next === null ? next : span.nextChange(next);
    return [
      {
        id: window.id,
        match: Object.fromEntries(window.match),
        when: windowInWords(window, known.zone),
        active,
        from: active ? null : next,
        to: end,
      },
    ];
  });
}
