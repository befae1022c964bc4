/** Lays defaults and groups beneath each monitor and reads the result with the schema of its kind. */
import { dirname, resolve } from 'node:path';
import {
  anyKind,
  MONITOR_KINDS,
  monitorKind,
  monitorKindOf,
} from '../../../shared/config/monitors/registry.ts';
import { readWith, type SchemaIssue } from '../../../shared/config/monitors/define-kind.ts';
import type { CheckKindName, ConfigProblem, MonitorConfig } from '../../../shared/config/model.ts';
import { isTreeMap, Scalar, type Tree, type TreeMap } from '../../../shared/config/scalar.ts';
import { describeGot } from '../../../shared/config/leaf.ts';
import { locateIssue } from './locate.ts';
import { overlay } from './merge.ts';
import type { Origin, Places } from './places.ts';
import { problemAt } from './problems.ts';

/** A monitor and the tree it was read from, with all that was laid beneath. */
export interface AssembledMonitor {
  tree: TreeMap;
  /** Null when it has problems. */
  monitor: MonitorConfig | null;
  /** Also known when the rest has problems, so that references to it can be judged. */
  id: string | null;
}

/** What lies beneath the monitors of each kind: only keys and values that the kind understands. */
type Layer = Map<CheckKindName, TreeMap>;

/** Keys that say what one monitor is and cannot be shared. */
const NOT_SHARED = new Set(['id', 'kind']);

export function assembleMonitors(
  root: TreeMap,
  options: { environment: string; places: Places; start: Origin },
): { monitors: AssembledMonitor[]; problems: ConfigProblem[] } {
  const { places, start } = options;
  const problems: ConfigProblem[] = [];

  function tell(tree: unknown, issue: SchemaIssue): void {
    const problem = locateIssue(tree, issue, places, start);
    if (problem) problems.push(problem);
  }

  function asMap(tree: Tree | undefined): TreeMap | null {
    if (tree === undefined || (tree instanceof Scalar && tree.blank)) return null;
    if (isTreeMap(tree)) return tree;
    tell(tree, { path: [], message: `expected a map, got ${describeGot(tree)}` });
    return null;
  }

  /** Judges each key by all kinds that have it; a key that suits none of them is told once. */
  function readLayer(tree: TreeMap | null, without: readonly string[]): Layer {
    const layer: Layer = new Map(MONITOR_KINDS.map(({ kind }) => [kind, Object.create(null) as TreeMap]));
    const usable = (key: string) => !NOT_SHARED.has(key) && !without.includes(key);
    const known = [...new Set(MONITOR_KINDS.flatMap(({ shape }) => Object.keys(shape)))].filter(usable);
    for (const [key, value] of Object.entries(tree ?? {})) {
      if (key.startsWith('x-')) continue;
      const kinds = usable(key) ? MONITOR_KINDS.filter(({ shape }) => Object.hasOwn(shape, key)) : [];
      if (kinds.length === 0) tell(tree, { path: [key], message: 'unknown key', params: { known } });
      const readings = kinds.map(({ kind, shape }) => ({
        kind,
        reading: readWith(shape[key] ?? monitorKind, value),
      }));
      for (const { kind, reading } of readings) {
        const target = layer.get(kind);
        if (!reading.ok || !target || !tree) continue;
        target[key] = value;
        const origin = places.key(tree, key);
        if (origin) places.setKey(target, key, origin);
      }
      if (readings.every(({ reading }) => !reading.ok)) {
        const issues = readings.flatMap(({ reading }) => (reading.ok ? [] : [reading.issues]));
        const fewest = issues.toSorted((a, b) => a.length - b.length)[0] ?? [];
        for (const issue of fewest) tell(tree, { ...issue, path: [key, ...issue.path] });
      }
    }
    return layer;
  }

  const defaults = readLayer(asMap(root['defaults']), []);
  const groups = new Map<string, Layer>();
  for (const [name, tree] of Object.entries(asMap(root['groups']) ?? {})) {
    if (!name.startsWith('x-')) groups.set(name, readLayer(asMap(tree), ['group', 'name']));
  }

  function readMonitor(entry: Tree): AssembledMonitor[] {
    if (!isTreeMap(entry)) {
      tell(entry, { path: [], message: `expected a map, got ${describeGot(entry)}` });
      return [];
    }
    const idPart = entry['id'];
    const id = idPart instanceof Scalar && idPart.problem === null ? idPart.text : null;
    const kind = readWith(monitorKind, entry['kind']);
    if (!kind.ok) {
      const known = new Set(Object.keys(anyKindIssueKeys(entry)));
      const issues = readWith(anyKind, entry);
      for (const issue of issues.ok ? [] : issues.issues) {
        if (issue.params?.['known'] === undefined || !known.has(String(issue.path[0]))) tell(entry, issue);
      }
      return [{ tree: entry, monitor: null, id }];
    }
    const withDefaults = overlay(defaults.get(kind.value) ?? {}, entry, places);
    const groupPart = withDefaults['group'];
    const group = groupPart instanceof Scalar ? groups.get(groupPart.text)?.get(kind.value) : undefined;
    const groupOverDefaults = overlay(defaults.get(kind.value) ?? {}, group ?? {}, places);
    const tree = overlay(groupOverDefaults, entry, places);
    const origin = places.of(entry) ?? start;
    const reading = monitorKindOf(kind.value).read(tree, {
      environment: options.environment,
      folder: dirname(origin.file),
      resolve: (folder, path) => resolve(folder, path),
    });
    for (const issue of reading.ok ? [] : reading.issues) tell(tree, issue);
    return [{ tree, monitor: reading.ok ? reading.value : null, id }];
  }

  /** Keys that belong to some kind: with the kind unknown they may be right. */
  function anyKindIssueKeys(entry: TreeMap): Record<string, true> {
    const keys = Object.keys(entry).filter((key) =>
      MONITOR_KINDS.some(({ shape }) => Object.hasOwn(shape, key)),
    );
    return Object.fromEntries(keys.map((key) => [key, true as const]));
  }

  const list = root['monitors'];
  if (list === undefined || (list instanceof Scalar && list.blank)) return { monitors: [], problems };
  if (!Array.isArray(list)) {
    problems.push(problemAt(places.of(list) ?? start, `expected a list, got ${describeGot(list)}`));
    return { monitors: [], problems };
  }
  return { monitors: list.flatMap(readMonitor), problems };
}
