import type { CommandChannel } from '../../../shared/config/model.ts';
import type { MonitorStatus } from '../../../shared/domain/monitor-status.ts';
import { messageOf, wholeBody } from './message.ts';
import type { OutgoingNotification, ToldAlert } from './notifier.ts';
import { safeBody, safeTitle } from './text.ts';

const LABEL = 'labels.';

/**
 * What stands in the place of `{{name}}`. Where several monitors are meant, their values are listed; what a
 * notification does not know is empty.
 */
export function commandValue(
  name: string,
  notification: OutgoingNotification,
  channel: CommandChannel,
  statusOf: (id: string) => MonitorStatus | null,
): string {
  const { subjects, rules, severity, alerts } = notification;
  const message = messageOf(notification, channel.evidence);
  const statuses = subjects.flatMap((id) => statusOf(id) ?? []);
  const now = (value: (status: MonitorStatus) => string | null | undefined) => listed(statuses.map(value));
  const told = (value: (alert: ToldAlert) => string | null | undefined) => listed(alerts.map(value));

  if (name.startsWith(LABEL)) {
    const label = name.slice(LABEL.length);
    return told(({ labels }) => labels[label]) || now(({ labels }) => labels[label]);
  }
  switch (name) {
    case 'title':
      return message.title;
    case 'body':
      return wholeBody(message);
    case 'severity':
      return severity;
    case 'runbook':
      return safeTitle(notification.runbook ?? '');
    case 'rule.id':
      return safeTitle(rules.join(', '));
    case 'monitor.id':
      return safeTitle(subjects.join(', '));
    case 'monitor.name':
      return told((alert) => alert.name) || now((status) => status.name);
    case 'monitor.group':
      return told(({ group }) => group) || now(({ group }) => group);
    case 'value':
      return told(({ value }) => value);
    case 'threshold':
      return told(({ threshold }) => threshold);
    case 'state':
      // Of a log source there is no state.
      return now(({ state }) => state) || (subjects.length > 0 ? 'unknown' : '');
    case 'components':
      return now(({ components }) => failing(components));
    case 'since':
      return since(statuses, alerts);
    default:
      return '';
  }
}

/** Each once. */
function listed(values: readonly (string | null | undefined)[]): string {
  return safeBody([...new Set(values.filter(Boolean))].join(', '));
}

function failing(components: MonitorStatus['components']): string {
  const bad = components.filter(({ state }) => state === 'degraded' || state === 'unhealthy');
  return bad.map(({ path }) => path).join(', ');
}

/** The earliest start of what monitors are like, else of the alerts, as ISO 8601 in UTC. */
function since(statuses: readonly MonitorStatus[], alerts: readonly ToldAlert[]): string {
  const known = statuses.flatMap((status) => status.since ?? []);
  const times = known.length > 0 ? known : alerts.map((alert) => alert.since);
  return times.length === 0 ? '' : new Date(Math.min(...times)).toISOString();
}
