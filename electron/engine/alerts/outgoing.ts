import type { AlertRule } from '../../../shared/config/alerts/model.ts';
import type { Config } from '../../../shared/config/model.ts';
import type { MonitorStatus } from '../../../shared/domain/monitor-status.ts';
import type { OutgoingNotification, ToldAlert } from '../notify/notifier.ts';
import { reportSubject } from '../reports/report-store.ts';
import { labelsOf, thresholdOf, valueOf } from './alert-values.ts';
import type { LedgerEntry } from './alert-store.ts';
import type { SubjectFacts } from './cause.ts';
import { compose } from './compose.ts';
import type { AlertCore } from './core/core.ts';
import type { CoreNotification, SpokenAlert } from './core/effects.ts';
import type { CoreClock } from './core-clock.ts';

/** What turns a decision into a message. */
export interface Surroundings {
  core: AlertCore;
  config: Config | null;
  time: CoreClock;
  status: (id: string) => MonitorStatus | null;
  /** What was found for a notification, by its id. */
  found: (id: string) => OutgoingNotification['evidence'];
  titlePrefix: string;
  words: { clockTime: (at: number) => string; duration: (ms: number) => string };
  /** Wall time of the message. */
  at: number;
}

/** The message of a notification that the core decided on, in the words of this moment. */
export function outgoing(said: CoreNotification, around: Surroundings): OutgoingNotification {
  const { core, time, words } = around;
  const alerts = said.alerts.map((alert) => ({ ...alert, since: time.toWall(alert.since) }));
  const facts = (subject: string) => factsOf(subject, around);
  const rule = (id: string) => core.settings.byId.get(id)?.rule ?? null;
  const { title, body } = compose({ ...said, alerts }, { facts, rule, now: time.toWall(said.at), ...words });
  const lead = said.root ?? said.subjects[0] ?? null;
  const single = said.subjects.length === 1 && lead !== null;
  return {
    id: said.id,
    channelId: said.channel,
    kind: said.kind,
    // How loud it is: good news never is.
    severity: said.kind === 'recovery' ? 'info' : said.severity,
    title: `${around.titlePrefix}${title}`,
    body,
    subjects: said.subjects,
    root: said.root,
    held: said.held,
    rules: said.rules,
    alerts: alerts.map((alert) => toldAlert(alert, rule(alert.rule), facts(alert.subject))),
    incidentId: lead === null ? null : (core.incident(lead)?.id ?? null),
    runbook: single ? (rule(said.rules[0] ?? '')?.runbook ?? facts(lead).runbook) : null,
    evidence: around.found(said.id),
    at: around.at,
  };
}

function toldAlert(alert: SpokenAlert, rule: AlertRule | null, facts: SubjectFacts): ToldAlert {
  const { subject, name, group } = facts;
  return {
    subject,
    name,
    group,
    value: rule ? valueOf(rule, alert, facts) : '',
    threshold: rule ? thresholdOf(rule) : '',
    since: alert.since,
    labels: labelsOf(rule, facts),
  };
}

/** What is known of a subject: a monitor's status, or a log source's name. */
function factsOf(subject: string, { status, config }: Surroundings): SubjectFacts {
  const monitor = status(subject);
  if (monitor) {
    const { name, group, state, message, components, labels, runbook } = monitor;
    return { subject, name, group, state, message, components, labels, runbook };
  }
  const source = config?.logs.find(({ id }) => subject === `log:${id}`);
  const nothing = { state: 'unknown' as const, message: '', components: [], labels: {}, runbook: null };
  return { subject, name: source?.name ?? subject, group: source?.group ?? null, ...nothing };
}

/** What became of a message: one ledger row for each subject of it, for a report one of its own. */
export function deliveryRows(
  notification: OutgoingNotification,
  at: number,
  decision: LedgerEntry['decision'],
  text: string,
): LedgerEntry[] {
  const { kind, channelId, subjects } = notification;
  const about = kind === 'report' ? [reportSubject(channelId)] : subjects;
  return about.map((subject) => ({
    at,
    subject,
    rule: notification.rules[0] ?? '',
    decision,
    by: '',
    text: `${channelId}: ${text}`,
  }));
}
