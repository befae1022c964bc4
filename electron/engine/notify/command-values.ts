import type { CommandChannel } from '../../../shared/config/model.ts';
import type { MonitorStatus } from '../../../shared/domain/monitor-status.ts';
import { messageOf, wholeBody } from './message.ts';
import type { OutgoingNotification } from './notifier.ts';
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
  const { subjects, rules, severity } = notification;
  const message = messageOf(notification, channel.evidence);
  const statuses = subjects.flatMap((id) => statusOf(id) ?? []);
  const listed = (value: (status: MonitorStatus) => string | null | undefined): string =>
    safeBody([...new Set(statuses.map(value).filter(Boolean))].join(', '));

  if (name.startsWith(LABEL)) return listed(({ labels }) => labels[name.slice(LABEL.length)]);
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
      return listed((status) => status.name);
    case 'monitor.group':
      return listed(({ group }) => group);
    case 'state':
      return listed(({ state }) => state);
    case 'components':
      return listed(({ components }) => failing(components));
    case 'since':
      return since(statuses);
    default:
      return '';
  }
}

function failing(components: MonitorStatus['components']): string {
  const bad = components.filter(({ state }) => state === 'degraded' || state === 'unhealthy');
  return bad.map(({ path }) => path).join(', ');
}

/** The earliest, as ISO 8601 in UTC. */
function since(statuses: readonly MonitorStatus[]): string {
  const times = statuses.flatMap((status) => status.since ?? []);
  return times.length === 0 ? '' : new Date(Math.min(...times)).toISOString();
}
