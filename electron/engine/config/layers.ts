/** `defaults` and `groups`: keys said once for many monitors. */
import type { CheckKindName } from '../../../shared/config/model.ts';
import { readWith, type SchemaIssue } from '../../../shared/config/monitors/define-kind.ts';
import { MONITOR_KINDS, monitorKind } from '../../../shared/config/monitors/registry.ts';
import type { TreeMap } from '../../../shared/config/scalar.ts';
import type { Places } from './places.ts';

/** What lies beneath the monitors of each kind: only keys and values that the kind understands. */
export type Layer = ReadonlyMap<CheckKindName, TreeMap>;

/** Keys that say which monitor it is and cannot be shared. */
const NOT_SHARED = ['id', 'kind'];

/** Every key that some kind of monitor has. */
export const ALL_MONITOR_KEYS: ReadonlySet<string> = new Set(
  MONITOR_KINDS.flatMap(({ shape }) => Object.keys(shape)),
);

/** The issues of the kind that was probably meant: one that accepts at least the shape, then the fewest. */
function closest(failures: readonly SchemaIssue[][]): SchemaIssue[] {
  const isWrongShape = (issues: SchemaIssue[]) => Number(issues.some(({ path }) => path.length === 0));
  const [best] = failures.toSorted((a, b) => isWrongShape(a) - isWrongShape(b) || a.length - b.length);
  return best ?? [];
}

/**
 * Reads the keys of `defaults` or of one group. Each is judged by all kinds that have it and kept for those
 * that it suits; one that suits none is told once. `without` are keys that make no sense in this place.
 */
export function readLayer(
  tree: TreeMap,
  options: { without: readonly string[]; places: Places; tell: (tree: TreeMap, issue: SchemaIssue) => void },
): Layer {
  const { places, tell } = options;
  const layer = new Map(MONITOR_KINDS.map(({ kind }) => [kind, Object.create(null) as TreeMap]));
  const unusable = [...NOT_SHARED, ...options.without];
  const known = [...ALL_MONITOR_KEYS].filter((key) => !unusable.includes(key));

  for (const [key, value] of Object.entries(tree)) {
    if (key.startsWith('x-')) continue;
    if (!known.includes(key)) {
      tell(tree, { path: [key], message: 'unknown key', params: { known } });
      continue;
    }
    const readings = MONITOR_KINDS.filter(({ shape }) => Object.hasOwn(shape, key)).map(
      ({ kind, shape }) => ({
        kind,
        reading: readWith(shape[key] ?? monitorKind, value),
      }),
    );
    for (const { kind, reading } of readings) {
      const target = layer.get(kind);
      if (!reading.ok || !target) continue;
      target[key] = value;
      const origin = places.key(tree, key);
      if (origin) places.setKey(target, key, origin);
    }
    const failures = readings.flatMap(({ reading }) => (reading.ok ? [] : [reading.issues]));
    if (failures.length < readings.length) continue;
    for (const issue of closest(failures)) tell(tree, { ...issue, path: [key, ...issue.path] });
  }
  return layer;
}
