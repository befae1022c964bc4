/** What `config validate` mentions about rules although they work. */
import type { AlertRule, Condition } from '../../../shared/config/alerts/model.ts';
import type { Config, ConfigProblem } from '../../../shared/config/model.ts';
import { formatDuration } from '../../../shared/config/values/duration.ts';
import type { TreeMap } from '../../../shared/config/scalar.ts';
import { selectMonitors } from '../alerts/select.ts';
import type { Places } from './places.ts';
import { problemAt } from './problems.ts';
import { at, items, scalars } from './tree-parts.ts';

/** A window that cannot hold as many results as it needs, for each rule that has one. */
export function alertWarnings(
  root: TreeMap,
  { alerts, monitors }: Pick<Config, 'alerts' | 'monitors'>,
  places: Places,
): ConfigProblem[] {
  return items(root['alerts']).flatMap((tree) => {
    const [id] = scalars([at(tree, 'id')]);
    const rule = alerts.find((candidate) => candidate.id === id?.text);
    const short = rule ? tooShort(rule, monitors) : null;
    const origin = places.of(at(tree, 'when'));
    return short !== null && origin ? [problemAt(origin, short)] : [];
  });
}

function tooShort(rule: AlertRule, monitors: Config['monitors']): string | null {
  for (const condition of leaves(rule.when)) {
    if (condition.kind !== 'latency' && condition.kind !== 'error_rate') continue;
    const { overMs, minSamples } = condition;
    const slow = selectMonitors(rule.monitors, monitors).find(
      ({ intervalMs }) => overMs / intervalMs < minSamples,
    );
    if (!slow) continue;
    const checks = Math.floor(overMs / slow.intervalMs);
    return `${formatDuration(overMs)} hold ${checks} checks of ${slow.id} (every ${formatDuration(slow.intervalMs)}), fewer than min_samples ${minSamples}; it is not judged there`;
  }
  return null;
}

function leaves(condition: Condition): Condition[] {
  return condition.kind === 'all' || condition.kind === 'any' ? condition.parts.flatMap(leaves) : [condition];
}
