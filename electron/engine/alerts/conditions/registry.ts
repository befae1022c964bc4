/** Every form of condition. A new one is one file here, one form in `shared/config/alerts/forms`, and its entries. */
import type { Condition } from '../../../../shared/config/alerts/model.ts';
import { burnRateCondition } from './burn-rate.ts';
import { certExpiresCondition } from './cert-expires.ts';
import { componentCondition } from './component.ts';
import type { ConditionKind, LeafCondition, LeafKind, Scene, Verdict } from './condition-kind.ts';
import { errorRateCondition } from './error-rate.ts';
import { fileAgeCondition } from './file-age.ts';
import { latencyCondition } from './latency.ts';
import { logCountCondition } from './log-count.ts';
import { logFieldCondition } from './log-field.ts';
import { logGroupCondition } from './log-group.ts';
import { noDataCondition } from './no-data.ts';
import { restartsCondition } from './restarts.ts';
import { stateCondition } from './state.ts';
import { uptimeCondition } from './uptime.ts';

const KINDS: { [K in LeafKind]: ConditionKind<K> } = {
  state: stateCondition,
  component: componentCondition,
  latency: latencyCondition,
  error_rate: errorRateCondition,
  uptime: uptimeCondition,
  cert_expires: certExpiresCondition,
  file_age: fileAgeCondition,
  log_count: logCountCondition,
  log_field: logFieldCondition,
  log_group: logGroupCondition,
  no_data: noDataCondition,
  restarts: restartsCondition,
  burn_rate: burnRateCondition,
};

/** The entry of a condition; its methods take just that condition. */
export function kindOf(condition: LeafCondition): ConditionKind {
  return KINDS[condition.kind] as ConditionKind;
}

/** One condition without parts, with the key that names it among all conditions of all rules. */
export interface Leaf {
  key: string;
  condition: LeafCondition;
}

/** The leaves of a rule's condition, with their keys. */
export function leavesOf(rule: string, condition: Condition, part = ''): Leaf[] {
  if (condition.kind !== 'all' && condition.kind !== 'any') return [{ key: `${rule}\n${part}`, condition }];
  return condition.parts.flatMap((inner, index) => leavesOf(rule, inner, `${part}.${index}`));
}

/** Judges a whole condition, three-valued: unknown parts matter only where the known ones do not decide. */
export function judge(rule: string, condition: Condition, scene: Scene, part = ''): Verdict {
  if (condition.kind !== 'all' && condition.kind !== 'any') {
    return kindOf(condition).judge(condition, scene, `${rule}\n${part}`);
  }
  const deciding = condition.kind === 'any';
  let decided = false;
  let unknown = false;
  let value: number | null = null;
  let dueAt: number | null = null;
  for (const [index, inner] of condition.parts.entries()) {
    const verdict = judge(rule, inner, scene, `${part}.${index}`);
    if (verdict.holds === null) unknown = true;
    if (verdict.holds === deciding) decided = true;
    if (verdict.holds !== false) value ??= verdict.value;
    if (verdict.dueAt !== null) dueAt = dueAt === null ? verdict.dueAt : Math.min(dueAt, verdict.dueAt);
  }
  const holds = decided ? deciding : unknown ? null : !deciding;
  return { holds, value, dueAt };
}
