import type { AlertRule } from '../../../shared/config/alerts/model.ts';

/** The rules that the entry of an id makes: one, or `ID/fast` and `ID/slow` where it is about a burn rate. */
export function rulesOfEntry(rules: readonly AlertRule[], id: string): AlertRule[] {
  return rules.filter((rule) => rule.id === id || rule.id.startsWith(`${id}/`));
}
