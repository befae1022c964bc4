import type { AlertView } from '../../../../shared/contract/alert-schemas.ts';
import { SEVERITIES } from '../../../../shared/domain/severity.ts';

/** Alerts that are shown together. */
export interface NowGroups {
  /** Fire and are told. */
  told: AlertView[];
  /** Fire and are not told, by the reason, the largest group first. */
  held: { reason: string; alerts: AlertView[] }[];
  /** True, but not yet for long enough. */
  pending: AlertView[];
}

/** "Service 2" before "Service 10". */
function byName(a: AlertView, b: AlertView): number {
  return a.name.localeCompare(b.name, undefined, { numeric: true });
}

/** What fires at present: the worst first, of one severity the newest first. */
export function nowGroups(alerts: readonly AlertView[]): NowGroups {
  const sorted = alerts.toSorted(
    (a, b) => SEVERITIES.indexOf(b.severity) - SEVERITIES.indexOf(a.severity) || b.since - a.since,
  );
  const firing = sorted.filter(({ phase }) => phase === 'firing');
  const reasons = new Map<string, AlertView[]>();
  for (const alert of firing) {
    if (alert.held === null) continue;
    const group = reasons.get(alert.held);
    if (group) group.push(alert);
    else reasons.set(alert.held, [alert]);
  }
  return {
    told: firing.filter(({ held }) => held === null),
    held: [...reasons]
      .map(([reason, held]) => ({ reason, alerts: held.toSorted(byName) }))
      .toSorted((a, b) => b.alerts.length - a.alerts.length),
    pending: sorted.filter(({ phase }) => phase === 'pending'),
  };
}
