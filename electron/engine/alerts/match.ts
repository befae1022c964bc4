import type { Match } from '../../../shared/config/alerts/model.ts';
import type { Severity } from '../../../shared/domain/severity.ts';
import { globMatches } from '../../../shared/domain/glob.ts';

/** What can be matched and grouped by in an alert. */
export interface AlertAttributes {
  monitor: string;
  group: string;
  kind: string;
  environment: string;
  severity: Severity;
  rule: string;
  labels: Readonly<Record<string, string>>;
}

/** What every alert can be matched by, beside its labels. */
export const MATCH_KEYS = ['monitor', 'group', 'kind', 'environment', 'severity', 'rule'] as const;

/** The value of a key; empty where there is none. */
export function attributeOf(attributes: AlertAttributes, key: string): string {
  const own = MATCH_KEYS.find((name) => name === key);
  if (own) return attributes[own];
  return Object.hasOwn(attributes.labels, key) ? (attributes.labels[key] ?? '') : '';
}

/** Whether all keys fit; none at all, or null, fits everything. */
export function matches(match: Match | null, attributes: AlertAttributes): boolean {
  return (match ?? []).every(([key, globs]) => {
    const value = attributeOf(attributes, key);
    return globs.some((glob) => globMatches(glob, value));
  });
}
