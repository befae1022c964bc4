import type { AlertView, IncidentEvent, LedgerRow } from '../../../../shared/contract/alert-schemas.ts';
import type { FakeIncident } from './alert-world.ts';

const SECOND = 1000;
const MINUTE = 60_000;

/** Twelve services that depend on the gateway. */
export const CHILDREN = Array.from({ length: 12 }, (_, index) => ({
  id: `edge-${index + 1}`,
  name: `Edge service ${index + 1}`,
}));
export const GATEWAY = { id: 'gateway', name: 'Gateway' };
/** What a name from outside may hold. */
export const HOSTILE = '<img src=x onerror=alert(1)> **bold** [link](javascript:alert(1)) \u202etxt';

function alert(more: Partial<AlertView> & Pick<AlertView, 'subject' | 'name' | 'since'>): AlertView {
  return {
    rule: 'unhealthy',
    severity: 'critical',
    phase: 'firing',
    frozen: false,
    value: null,
    held: null,
    acked: null,
    ...more,
  };
}

/** What fires while the gateway is down: one told, twelve held behind it, Redis flapping, a slow API that is acked. */
export function stormAlerts(now: number): AlertView[] {
  const since = now - 11 * MINUTE;
  return [
    alert({ ...subject(GATEWAY), since }),
    ...CHILDREN.map((child, index) =>
      alert({ ...subject(child), since: since + (20 + index) * SECOND, held: 'behind Gateway' }),
    ),
    alert({
      subject: 'office-cache',
      name: 'Redis cache',
      rule: 'flapping',
      severity: 'warning',
      since: now - 26 * MINUTE,
      value: '42 % changes',
    }),
    alert({
      subject: 'office-cache',
      name: 'Redis cache',
      since: now - 2 * MINUTE,
      held: 'flapping',
      frozen: true,
    }),
    alert({
      subject: 'book-api',
      name: 'Book Review API',
      rule: 'p95-slow',
      severity: 'warning',
      since: now - 42 * MINUTE,
      value: 'p95 1,184 ms',
      acked: { at: now - 31 * MINUTE, by: 'ada', text: 'Index is being rebuilt, done by noon.' },
    }),
    alert({
      subject: 'dns',
      name: 'DNS of example.org',
      rule: 'error-rate',
      severity: 'warning',
      phase: 'pending',
      since: now - 95 * SECOND,
      value: '6.2 %',
    }),
    alert({
      subject: 'log:book-logs',
      name: HOSTILE,
      rule: 'new-error',
      severity: 'warning',
      since: now - 6 * MINUTE,
      value: 'MongoNetworkError: <b>pool</b> destroyed',
    }),
  ];
}

function subject({ id, name }: { id: string; name: string }) {
  return { subject: id, name };
}

function event(at: number, kind: string, text: string): IncidentEvent {
  return { at, kind, text };
}

/** The gateway's incident, told from the first log line to the popup. */
export function gatewayIncident(now: number): FakeIncident {
  const start = now - 11 * MINUTE;
  return {
    incident: {
      id: 'inc-118',
      subject: GATEWAY.id,
      name: GATEWAY.name,
      severity: 'critical',
      state: 'open',
      startedAt: start,
      endedAt: null,
      rules: ['unhealthy', 'error-rate'],
      acked: null,
      summary: 'connect ECONNREFUSED 10.0.4.2:443, 12 behind it',
    },
    timeline: [
      event(
        start - 14 * SECOND,
        'evidence',
        'edge-proxy: upstream prematurely closed connection <b>not bold</b>',
      ),
      event(
        start - 9 * SECOND,
        'evidence',
        'GatewayError: no healthy upstream\n    at Router.route (/app/router.js:88:13)',
      ),
      event(start, 'fired', 'unhealthy: the confirmed state is unhealthy, after 2 checks'),
      event(start, 'state', 'healthy to unhealthy'),
      event(start + SECOND, 'component', 'upstream/eu-1 unhealthy: connection refused'),
      event(
        start + 10 * SECOND,
        'notification',
        'desktop: Gateway is down, 12 behind it (shown by notify-send)',
      ),
      event(start + 10 * SECOND, 'notification', 'team: Gateway is down, 12 behind it (Slack, 200)'),
      event(start + 92 * SECOND, 'restart', 'pid 4021 to 4188'),
      event(start + 4 * MINUTE, 'fired', 'error-rate: 64 % above 5 % over 5 m'),
      event(start + 6 * MINUTE, 'note', `ada: ${HOSTILE}`),
    ],
    elsewhere: [
      { ...event(start - 13 * MINUTE, 'deploy', 'version 1.4.1 to 1.4.2'), ...GATEWAY_PARENT },
      ...CHILDREN.slice(0, 5).map((child, index) => ({
        ...event(start + (22 + index) * SECOND, 'state', 'healthy to unhealthy'),
        ...subject(child),
      })),
      {
        ...event(start + 90 * SECOND, 'evidence', 'MongoNetworkError: pool destroyed'),
        subject: 'log:book-logs',
        name: 'Book logs',
      },
    ],
  };
}

const GATEWAY_PARENT = { subject: 'writer-1', name: 'API server 1' };

/** One row for each decision of the storm. */
export function stormLedger(now: number): LedgerRow[] {
  const start = now - 11 * MINUTE;
  const rows: Omit<LedgerRow, 'id'>[] = [
    row(start, GATEWAY.id, 'fired', 'unhealthy', null, 'Unhealthy after 2 of 2 checks: connection refused.'),
    ...CHILDREN.flatMap(({ id }, index) => [
      row(start + (20 + index) * SECOND, id, 'fired', 'unhealthy', null, 'Unhealthy after 2 of 2 checks.'),
      row(
        start + (20 + index) * SECOND,
        id,
        'held',
        'unhealthy',
        GATEWAY.id,
        'Held behind Gateway, which is unhealthy.',
      ),
    ]),
    row(
      start + 10 * SECOND,
      GATEWAY.id,
      'delivered',
      'unhealthy',
      'desktop',
      'Popup shown by notify-send: "Gateway is down, 12 behind it".',
    ),
    row(start + 11 * SECOND, GATEWAY.id, 'delivered', 'unhealthy', 'team', 'Slack answered 200.'),
    row(
      now - 26 * MINUTE,
      'office-cache',
      'fired',
      'flapping',
      null,
      '42 % of the last 21 results changed the state.',
    ),
    row(now - 2 * MINUTE, 'office-cache', 'held', 'unhealthy', 'flapping', 'Held while it flaps.'),
    row(now - 42 * MINUTE, 'book-api', 'fired', 'p95-slow', null, 'p95 1,184 ms above 1 s over 5 m.'),
    row(now - 41 * MINUTE, 'book-api', 'delivered', 'p95-slow', 'desktop', 'Popup shown by notify-send.'),
    row(now - 31 * MINUTE, 'book-api', 'silenced', 'p95-slow', 'ada', 'Acknowledged by ada: no repeats.'),
    row(
      now - 6 * MINUTE,
      'log:book-logs',
      'failed',
      'new-error',
      'desktop',
      'No notification daemon answered on the session bus; shown in the window.',
    ),
    ...Array.from({ length: 140 }, (_, index) =>
      row(
        now - (3 + index * 5) * 3_600_000,
        'book-api',
        index % 2 === 0 ? 'resolved' : 'fired',
        'p95-slow',
        null,
        index % 2 === 0 ? 'p95 under 1 s again.' : 'p95 1,2 s above 1 s over 5 m.',
      ),
    ),
  ];
  return rows
    .toSorted((a, b) => a.at - b.at)
    .map((entry, index) => ({ ...entry, id: index + 1 }))
    .toReversed();
}

function row(
  at: number,
  subject: string,
  decision: string,
  rule: string,
  by: string | null,
  text: string,
): Omit<LedgerRow, 'id'> {
  return { at, subject, decision, rule, by, text };
}
