/** Forms that a condition can take, in the order in which they are offered. */
export const RULE_FORMS = [
  'state',
  'latency',
  'errorRate',
  'noData',
  'component',
  'logs',
  'logField',
  'newError',
  'uptime',
  'burnRate',
  'certificate',
  'fileAge',
  'restarts',
  'all',
] as const;
export type RuleForm = (typeof RULE_FORMS)[number];

/** The condition of a rule to begin with, as the configuration writes it; `source` is the id of a log source. */
export function templateOf(form: RuleForm, source: string): string {
  const { id, severity, when, more = '' } = templates(source)[form];
  // A burn rate is told as critical or warning by how fast it burns.
  return (
    [`id: ${id}`, severity && `severity: ${severity}`, `when: ${when}`, more]
      .filter(Boolean)
      .join('\n')
      .trimEnd() + '\n'
  );
}

/** The same in one line, for the list to choose from. */
export function conditionOf(form: RuleForm, source: string): string {
  const { when } = templates(source)[form];
  return `when: ${when.trim().replaceAll(/\s*\n\s*/g, ' ')}`;
}

interface Template {
  id: string;
  severity: string;
  when: string;
  more?: string;
}

function templates(source: string): Record<RuleForm, Template> {
  return {
    state: { id: 'down', severity: 'critical', when: '{ state: unhealthy }' },
    latency: { id: 'p95-slow', severity: 'warning', when: '{ latency: p95, above: 1s, over: 5m }' },
    errorRate: { id: 'error-rate', severity: 'warning', when: '{ error_rate: true, above: 5%, over: 5m }' },
    noData: { id: 'no-data', severity: 'warning', when: '{ no_data: 10m }' },
    component: { id: 'redis-down', severity: 'critical', when: '{ component: redis, state: [unhealthy] }' },
    logs: {
      id: 'many-errors',
      severity: 'warning',
      when: `{ logs: { source: ${source}, level: error }, count: true, above: 10, over: 5m }`,
    },
    logField: {
      id: 'slow-requests',
      severity: 'warning',
      when: `{ logs: { source: ${source} }, field: totalDuration, agg: p95, above: 3000, over: 10m }`,
    },
    newError: {
      id: 'new-error',
      severity: 'warning',
      when: `{ logs: { source: ${source}, level: error }, group: new }`,
    },
    uptime: { id: 'uptime', severity: 'warning', when: '{ uptime: true, below: 99%, over: 24h }' },
    burnRate: { id: 'slo', severity: '', when: '{ burn_rate: { objective: 99.9%, window: 30d } }' },
    certificate: { id: 'cert-expiry', severity: 'warning', when: '{ cert_expires: true, below: 14d }' },
    fileAge: { id: 'backup-old', severity: 'warning', when: '{ file_age: true, above: 26h }' },
    restarts: { id: 'restarts', severity: 'warning', when: '{ restarts: true, above: 3, over: 15m }' },
    all: {
      id: 'slow-and-failing',
      severity: 'critical',
      when: '\n  all:\n    - { latency: p95, above: 1s, over: 5m }\n    - { error_rate: true, above: 5%, over: 5m }',
      more: 'for: 2m\n',
    },
  };
}

/** The rules that run where the configuration has none, as one would write them. */
const BUILT_IN: Readonly<Record<string, string>> = {
  unhealthy: 'id: unhealthy\nseverity: critical\nwhen: { state: unhealthy }\n',
  degraded: 'id: degraded\nseverity: warning\nwhen: { state: degraded }\nfor: 5m\n',
  'cert-expiry': 'id: cert-expiry\nseverity: warning\nwhen: { cert_expires: true, below: 14d }\n',
};

/** The text that a built-in rule would have in the configuration; null where it cannot be written as one rule. */
export function builtInText(id: string): string | null {
  return Object.hasOwn(BUILT_IN, id) ? (BUILT_IN[id] ?? null) : null;
}
