import type { AlertRuleView, Incident, Silence } from '../../../../shared/contract/alert-schemas.ts';
import { seeded } from '../random.ts';
import { aRule, quietAlerts, type AlertWorld, type FakeIncident } from './alert-world.ts';
import { gatewayIncident, HOSTILE, stormAlerts, stormLedger } from './storm.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** A team's own rules, a storm that goes on, and a month of what was before. */
export function stormyAlerts(now: number): AlertWorld {
  return {
    ...quietAlerts(),
    rules: ownRules(),
    ruleTexts: new Map(Object.entries(RULE_TEXTS)),
    alerts: stormAlerts(now),
    incidents: [gatewayIncident(now), ...openIncidents(now), ...pastIncidents(now)],
    ledger: stormLedger(now),
    silences: silences(now),
    maintenance: [
      {
        id: 'nightly',
        match: { monitor: ['book-*'] },
        when: 'every day 02:00 to 03:00, Europe/Berlin',
        active: false,
        from: now + 9 * HOUR,
        to: now + 10 * HOUR,
      },
      {
        id: 'sunday',
        match: { group: ['Batch'] },
        when: 'every Sunday 02:00 to 06:00, Europe/Berlin',
        active: true,
        from: now - HOUR,
        to: now + 3 * HOUR,
      },
    ],
    noise: noise(),
    audit: [
      {
        at: now - 4 * MINUTE,
        by: 'ada',
        action: 'silence',
        text: 'monitor shop-*, until tomorrow: load test',
      },
      {
        at: now - 31 * MINUTE,
        by: 'ada',
        action: 'ack',
        text: 'book-api: Index is being rebuilt, done by noon.',
      },
      { at: now - 3 * HOUR, by: 'cli', action: 'pause', text: 'staging for 2 h' },
      {
        at: now - DAY,
        by: 'ada',
        action: 'config',
        text: 'watchpost.yaml: rule p95-slow, above 800ms to 1s',
      },
      { at: now - 2 * DAY, by: 'grace', action: 'export', text: `12 incidents as Markdown, ${HOSTILE}` },
    ],
    suggestions: [
      { child: 'book-api', parent: 'office-cache', together: 9, of: 10 },
      { child: 'shop-3', parent: 'dns', together: 6, of: 7 },
    ],
  };
}

function ownRules(): AlertRuleView[] {
  const line = (at: number) => ({ place: { file: '/home/ada/.config/watchpost/watchpost.yaml', line: at } });
  return [
    aRule({ id: 'unhealthy', severity: 'critical', subjects: 53, firing: 14, popups7d: 6, ...line(41) }),
    aRule({
      id: 'p95-slow',
      condition: 'p95 latency above 1 s over 5 m',
      subjects: 12,
      firing: 1,
      popups7d: 9,
      ...line(46),
    }),
    aRule({
      id: 'error-rate',
      condition: 'error rate above 5 % over 5 m',
      forMs: 120_000,
      pending: 1,
      popups7d: 2,
      ...line(54),
    }),
    aRule({
      id: 'slo/fast',
      severity: 'critical',
      condition: 'burns 2 % of the budget of 99.9 % over 30 d in 1 h',
      subjects: 3,
      ...line(60),
    }),
    aRule({
      id: 'cert-expiry',
      condition: 'the certificate expires in less than 14 d',
      subjects: 1,
      ...line(66),
    }),
    aRule({
      id: 'new-error',
      condition: 'a new error group in book-logs',
      subjects: 5,
      firing: 1,
      popups7d: 4,
      ...line(70),
    }),
    aRule({
      id: 'dump-old',
      severity: 'info',
      condition: 'the file is older than 26 h',
      subjects: 1,
      ...line(75),
    }),
    aRule({
      id: 'flapping',
      condition: 'state changes in 30 % of the last results, or a third incident within an hour',
      builtIn: true,
      place: null,
      firing: 1,
      popups7d: 1,
    }),
    aRule({
      id: 'offline',
      severity: 'info',
      condition: 'no network interface is up, or a canary is silent that has answered before',
      builtIn: true,
      place: null,
    }),
  ];
}

const RULE_TEXTS = {
  unhealthy: 'id: unhealthy\nseverity: critical\nwhen: { state: unhealthy }\n',
  'p95-slow': `# Slow for the people who read reviews.
id: p95-slow
severity: warning
monitors: [book-api, "shop-*"]
when: { latency: p95, above: 1s, over: 5m }
for: 0s
labels: { team: books }
runbook: https://wiki.example/runbooks/slow
message: "{{monitor.name}} p95 is {{value}}"
`,
  'error-rate':
    'id: error-rate\nseverity: warning\nwhen: { error_rate: true, above: 5%, over: 5m }\nfor: 2m\n',
};

function openIncidents(now: number): FakeIncident[] {
  return [
    anIncident({
      id: 'inc-117',
      subject: 'office-cache',
      name: 'Redis cache',
      severity: 'warning',
      startedAt: now - 26 * MINUTE,
      rules: ['flapping', 'unhealthy'],
      summary: 'changes back and forth, 42 % of the last 21 results',
    }),
    anIncident({
      id: 'inc-116',
      subject: 'book-api',
      name: 'Book Review API',
      severity: 'warning',
      startedAt: now - 42 * MINUTE,
      rules: ['p95-slow'],
      acked: { at: now - 31 * MINUTE, by: 'ada', text: 'Index is being rebuilt, done by noon.' },
      summary: 'p95 1,184 ms above 1 s over 5 m',
    }),
  ];
}

const SUBJECTS = [
  { subject: 'shop-3', name: 'Shop 3', summary: 'HTTP 503 Service Unavailable', severity: 'critical' },
  {
    subject: 'book-api',
    name: 'Book Review API',
    summary: 'openai: 3,214 ms, over 2,000 ms',
    severity: 'warning',
  },
  { subject: 'office-cache', name: 'Redis cache', summary: 'connection refused', severity: 'critical' },
  { subject: 'dns', name: 'DNS of example.org', summary: 'SERVFAIL', severity: 'warning' },
  {
    subject: 'log:book-logs',
    name: HOSTILE,
    summary: 'new error: <script>alert(1)</script>',
    severity: 'warning',
  },
  { subject: 'nightly-dump', name: 'Nightly dump', summary: 'older than 26 h', severity: 'info' },
] as const;

/** Closed incidents over thirty days, more of them on some days than on others. */
function pastIncidents(now: number): FakeIncident[] {
  const random = seeded('incidents');
  const count = 38;
  return Array.from({ length: count }, (_, index) => {
    const day = Math.floor(((index + 1) / count) ** 1.4 * 29);
    const startedAt = now - day * DAY - Math.round((2 + random() * 16) * HOUR);
    const { subject, name, summary, severity } =
      SUBJECTS[Math.floor(random() * SUBJECTS.length)] ?? SUBJECTS[0];
    return anIncident({
      id: `inc-${115 - index}`,
      subject,
      name,
      summary,
      severity,
      state: 'closed',
      startedAt,
      endedAt: startedAt + Math.round((2 + random() ** 3 * 190) * MINUTE),
      rules: [severity === 'critical' ? 'unhealthy' : severity === 'warning' ? 'p95-slow' : 'dump-old'],
      ...(random() > 0.7 ? { acked: { at: startedAt + 3 * MINUTE, by: 'grace', text: '' } } : {}),
    });
  }).toSorted((a, b) => b.incident.startedAt - a.incident.startedAt);
}

function anIncident(more: Partial<Incident> & Pick<Incident, 'id' | 'subject' | 'startedAt'>): FakeIncident {
  const incident: Incident = {
    name: more.subject,
    severity: 'critical',
    state: 'open',
    endedAt: null,
    rules: ['unhealthy'],
    acked: null,
    summary: 'connection refused',
    ...more,
  };
  const { startedAt, endedAt, rules, acked } = incident;
  return {
    incident,
    timeline: [
      { at: startedAt, kind: 'fired', text: `${rules[0]}: ${incident.summary}` },
      { at: startedAt + 10_000, kind: 'notification', text: 'desktop: popup shown by notify-send' },
      ...(acked ? [{ at: acked.at, kind: 'ack', text: `${acked.by}: ${acked.text}` }] : []),
      ...(endedAt === null ? [] : [{ at: endedAt, kind: 'resolved', text: `${rules[0]} is over` }]),
    ],
    elsewhere: [],
  };
}

function silences(now: number): Silence[] {
  const silence = (more: Partial<Silence> & Pick<Silence, 'id' | 'match'>): Silence => ({
    from: now - HOUR,
    until: now + HOUR,
    reason: '',
    by: 'ada',
    createdAt: now - HOUR,
    state: 'active',
    subjects: [],
    ...more,
  });
  return [
    silence({
      id: 's-9',
      match: { monitor: ['shop-*'] },
      until: now + 14 * HOUR,
      reason: 'Load test until the morning',
      subjects: Array.from({ length: 9 }, (_, index) => `shop-${index + 1}`),
    }),
    silence({
      id: 's-8',
      match: { group: ['Batch'], severity: ['warning', 'info'] },
      until: null,
      reason: HOSTILE,
      by: 'grace',
      subjects: ['batch-job-1', 'batch-job-2', 'batch-job-3', 'batch-job-4'],
    }),
    silence({
      id: 's-10',
      match: { monitor: ['mongodb'] },
      from: now + 5 * HOUR,
      until: now + 6 * HOUR,
      reason: 'Upgrade to 8.2',
      state: 'upcoming',
      subjects: ['mongodb'],
    }),
    ...Array.from({ length: 4 }, (_, index) =>
      silence({
        id: `s-${7 - index}`,
        match: { monitor: ['writer-*'] },
        from: now - (index + 1) * DAY,
        until: now - (index + 1) * DAY + HOUR,
        createdAt: now - (index + 1) * DAY,
        reason: 'Snoozed',
        state: 'over',
      }),
    ),
  ];
}

function noise(): AlertWorld['noise'] {
  return [
    {
      rule: 'p95-slow',
      severity: 'warning',
      popups: 37,
      brief: 29,
      perWeek: 9.25,
      suggestion: {
        text: 'Wait 5 minutes before it fires: 29 of the 37 were over by then.',
        popups: 8,
        key: 'for',
        value: '5m',
      },
    },
    {
      rule: 'unhealthy',
      severity: 'critical',
      popups: 22,
      brief: 4,
      perWeek: 5.5,
      suggestion: null,
    },
    {
      rule: 'error-rate',
      severity: 'warning',
      popups: 9,
      brief: 6,
      perWeek: 2.25,
      suggestion: {
        text: 'Above 8 % it would have stayed quiet twice.',
        popups: 3,
        key: 'when.above',
        value: '8%',
      },
    },
    { rule: 'new-error', severity: 'warning', popups: 7, brief: 0, perWeek: 1.75, suggestion: null },
    { rule: 'dump-old', severity: 'info', popups: 1, brief: 0, perWeek: 0.25, suggestion: null },
  ];
}
