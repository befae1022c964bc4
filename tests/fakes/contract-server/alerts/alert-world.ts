import type {
  AlertRuleView,
  AlertView,
  AuditEntry,
  Digest,
  Incident,
  IncidentEvent,
  LedgerRow,
  MaintenanceView,
  Noise,
  Silence,
} from '../../../../shared/contract/alert-schemas.ts';

/** An incident with everything that is told of it. */
export interface FakeIncident {
  incident: Incident;
  timeline: IncidentEvent[];
  elsewhere: (IncidentEvent & { subject: string; name: string })[];
}

/** Everything that a fake engine knows of alerts. Lists of things that happened are newest first. */
export interface AlertWorld {
  rules: AlertRuleView[];
  ruleTexts: Map<string, string>;
  alerts: AlertView[];
  incidents: FakeIncident[];
  ledger: LedgerRow[];
  silences: Silence[];
  maintenance: MaintenanceView[];
  noise: Noise[];
  audit: AuditEntry[];
  suggestions: { child: string; parent: string; together: number; of: number }[];
  digest: Digest | null;
}

/** Rules that run where the configuration has none, and nothing that ever happened. */
export function quietAlerts(): AlertWorld {
  return {
    rules: builtInRules(),
    ruleTexts: new Map(),
    alerts: [],
    incidents: [],
    ledger: [],
    silences: [],
    maintenance: [],
    noise: [],
    audit: [],
    suggestions: [],
    digest: null,
  };
}

/** A rule that watches forty subjects and does nothing; what a test cares about is handed in. */
export function aRule(more: Partial<AlertRuleView> & { id: string }): AlertRuleView {
  return {
    severity: 'warning',
    condition: 'the confirmed state is unhealthy',
    builtIn: false,
    forMs: 0,
    keepFiringForMs: 0,
    subjects: 40,
    firing: 0,
    pending: 0,
    popups7d: 0,
    place: { file: '/home/ada/.config/watchpost/watchpost.yaml', line: 40 },
    ...more,
  };
}

function builtInRules(): AlertRuleView[] {
  const rule = (id: string, condition: string, more: Partial<AlertRuleView> = {}) =>
    aRule({ id, condition, builtIn: true, place: null, ...more });
  return [
    rule('unhealthy', 'the confirmed state is unhealthy', { severity: 'critical' }),
    rule('degraded', 'the confirmed state is degraded', { forMs: 300_000 }),
    rule('cert-expiry', 'the certificate expires in less than 14 d', { subjects: 1 }),
    rule('new-error', 'a new error group appears in the logs', { subjects: 5 }),
    rule('stale', 'there is no result for 3 intervals and the timeout'),
    rule('flapping', 'state changes in 30 % of the last results, or a third incident within an hour'),
    rule('offline', 'no network interface is up, or a canary is silent that has answered before', {
      severity: 'info',
    }),
  ];
}
