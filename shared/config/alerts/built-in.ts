import type { AlertRule, Condition, LogFilter } from './model.ts';
import type { Severity } from '../../domain/severity.ts';

const DAY_MS = 86_400_000;
export const EVERY_RECORD: LogFilter = {
  source: null,
  level: null,
  service: null,
  search: null,
  matches: null,
  where: {},
};

function builtIn(id: string, severity: Severity, when: Condition, forMs = 0): AlertRule {
  return {
    id,
    severity,
    when,
    forMs,
    monitors: [],
    keepFiringForMs: 0,
    labels: {},
    runbook: null,
    message: null,
  };
}

/** What watches where no `alerts` are configured. */
export function builtInRules(environment: string): AlertRule[] {
  return [
    builtIn('unhealthy', 'critical', { kind: 'state', states: ['unhealthy'] }),
    builtIn('degraded', 'warning', { kind: 'state', states: ['degraded'] }, 5 * 60_000),
    builtIn('cert-expiry', 'warning', {
      kind: 'cert_expires',
      threshold: { direction: 'below', limit: 14 * DAY_MS },
    }),
    builtIn('new-error', environment === 'development' ? 'info' : 'warning', {
      kind: 'log_group',
      filter: EVERY_RECORD,
      group: 'new',
    }),
    builtIn('stale', 'warning', { kind: 'no_data', afterMs: null }),
  ];
}
