/** Lays defaults and groups beneath each monitor and reads the result with the schema of its kind. */
import { dirname, resolve } from 'node:path';
import { describeGot } from '../../../shared/config/leaf.ts';
import type { CheckKindName, ConfigProblem, MonitorConfig } from '../../../shared/config/model.ts';
import { readWith, type SchemaIssue } from '../../../shared/config/monitors/define-kind.ts';
import { anyKind, monitorKind, monitorKindOf } from '../../../shared/config/monitors/registry.ts';
import { isTreeMap, Scalar, type Tree, type TreeMap } from '../../../shared/config/scalar.ts';
import { ALL_MONITOR_KEYS, type Layer, readLayer } from './layers.ts';
import { locateIssue } from './locate.ts';
import { overlay } from './merge.ts';
import type { Origin, Places } from './places.ts';

/** A monitor and the tree it was read from, with all that was laid beneath. */
export interface AssembledMonitor {
  tree: TreeMap;
  /** Null when it has problems. */
  monitor: MonitorConfig | null;
  /** Also known when the rest has problems, so that references to it can be judged. */
  id: string | null;
}

function isBlank(tree: Tree | undefined): boolean {
  return tree === undefined || (tree instanceof Scalar && tree.blank);
}

/**
 * All monitors of the merged configuration. `environment` is the one of the whole file; `start` is where
 * problems go that have no place of their own.
 */
export function assembleMonitors(
  root: TreeMap,
  options: { environment: string; places: Places; start: Origin; atLeastMs?: number },
): { monitors: AssembledMonitor[]; problems: ConfigProblem[] } {
  const { places, start } = options;
  const problems: ConfigProblem[] = [];

  function tell(tree: unknown, issue: SchemaIssue): void {
    const problem = locateIssue(tree, issue, places, start);
    if (problem) problems.push(problem);
  }

  function asMap(tree: Tree | undefined): TreeMap {
    if (isTreeMap(tree)) return tree;
    if (!isBlank(tree)) tell(tree, { path: [], message: `expected a map, got ${describeGot(tree)}` });
    return {};
  }

  const defaults: Layer = readLayer(asMap(root['defaults']), { without: [], places, tell });
  const groups = new Map<string, Layer>();
  for (const [name, tree] of Object.entries(asMap(root['groups']))) {
    if (name.startsWith('x-')) continue;
    groups.set(name, readLayer(asMap(tree), { without: ['group', 'name'], places, tell }));
  }

  function withLayers(entry: TreeMap, kind: CheckKindName): TreeMap {
    const lowest = defaults.get(kind) ?? {};
    const name = overlay(lowest, entry, places)['group'];
    const group = name instanceof Scalar ? groups.get(name.text)?.get(kind) : undefined;
    return overlay(overlay(lowest, group ?? {}, places), entry, places);
  }

  /** With the kind unknown, keys of any kind may be right and only the common ones can be judged. */
  function judgeWithoutKind(entry: TreeMap): void {
    const reading = readWith(anyKind, entry);
    for (const issue of reading.ok ? [] : reading.issues) {
      const mayBeRight = issue.params?.['known'] !== undefined && issue.path.length === 1;
      if (!mayBeRight || !ALL_MONITOR_KEYS.has(String(issue.path[0]))) tell(entry, issue);
    }
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
      judgeWithoutKind(entry);
      return [{ tree: entry, monitor: null, id }];
    }
    const tree = withLayers(entry, kind.value);
    const reading = monitorKindOf(kind.value).read(tree, {
      environment: options.environment,
      folder: dirname((places.of(entry) ?? start).file),
      resolve: (folder, path) => resolve(folder, path),
      ...(options.atLeastMs !== undefined && { atLeastMs: options.atLeastMs }),
    });
    for (const issue of reading.ok ? [] : reading.issues) tell(tree, issue);
    return [{ tree, monitor: reading.ok ? reading.value : null, id }];
  }

  const list = root['monitors'];
  if (Array.isArray(list)) return { monitors: list.flatMap(readMonitor), problems };
  if (!isBlank(list)) tell(list, { path: [], message: `expected a list, got ${describeGot(list)}` });
  return { monitors: [], problems };
}
