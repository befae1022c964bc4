import { dirname, resolve } from 'node:path';
import { builtInRules } from '../../../shared/config/alerts/built-in.ts';
import { buildLogSource } from '../../../shared/config/logs.ts';
import type { Config, ConfigProblem } from '../../../shared/config/model.ts';
import { readWith } from '../../../shared/config/monitors/define-kind.ts';
import { buildNetwork } from '../../../shared/config/network.ts';
import { buildNotify } from '../../../shared/config/notify/notify.ts';
import { buildRetention } from '../../../shared/config/retention.ts';
import { type Root, rootSchema } from '../../../shared/config/schema.ts';
import { Scalar, type TreeMap } from '../../../shared/config/scalar.ts';
import type { Secrets } from '../ports.ts';
import { type AssembledMonitor, assembleMonitors } from './assemble-monitors.ts';
import { crossCheck } from './cross-checks.ts';
import { createExpander, type Expander } from './expand.ts';
import { readDocuments } from './include.ts';
import { locateIssue } from './locate.ts';
import { createMask } from './mask.ts';
import { mergeDocuments } from './merge.ts';
import { Places } from './places.ts';
import { arrangeProblems } from './problems.ts';
import { rulePlaces, type RulePlaces } from './rule-places.ts';
import { collectSecrets } from './secrets.ts';
import { collectWarnings } from './warnings.ts';
import { readSource, type SourceText } from './yaml/source.ts';
import type { LoadState } from './yaml/tree-builder.ts';

export interface LoadDependencies {
  env: Record<string, string | undefined>;
  secrets: Secrets;
  /** Reads a YAML file; the file system when not given. */
  read?: (file: string) => SourceText;
}

/** `files`: every file read, and every file or folder whose change may change the answer. */
export type LoadResult =
  | { ok: true; config: Config; warnings: ConfigProblem[]; files: string[]; rulePlaces: RulePlaces }
  | { ok: false; problems: ConfigProblem[]; files: string[] };

function environmentOf(part: unknown): string {
  return part instanceof Scalar && part.problem === null && part.text !== '' ? part.text : 'production';
}

function assemble(file: string, root: Root, assembled: readonly AssembledMonitor[]): Omit<Config, 'secrets'> {
  const monitors = assembled.flatMap(({ monitor }) => (monitor ? [monitor] : []));
  const context = {
    resolve: (folder: string, path: string) => resolve(folder, path),
    monitorsOf: (group: string) => monitors.filter((monitor) => monitor.group === group).map(({ id }) => id),
  };
  return {
    file,
    environment: root.environment ?? 'production',
    monitors,
    logs: (root.logs ?? []).map((log) => buildLogSource(log, context)),
    network: buildNetwork(root.network),
    alerts: root.alerts?.length ? root.alerts.flat() : builtInRules(root.environment ?? 'production'),
    notify: buildNotify(root.notify),
    maintenance: root.maintenance ?? [],
    retention: buildRetention(root.retention),
  };
}

/** A configuration as one tree, before anything is judged. */
export interface ConfigTree {
  tree: TreeMap;
  problems: ConfigProblem[];
  /** Every file read. */
  files: string[];
  /** False when some content is missing, so that references into it cannot be judged. */
  complete: boolean;
}

/** What all trees of one load share: where their parts stand, and what their references mean. */
export interface TreeState extends LoadState {
  expander: Expander;
}

export function treeState(folder: string, dependencies: LoadDependencies): TreeState {
  const expander = createExpander({ ...dependencies, folder });
  return { places: new Places(), expander, aliases: 0, nodes: 0 };
}

/** Reads a file with everything it includes into one tree. */
export function readConfigTree(file: string, state: TreeState, dependencies: LoadDependencies): ConfigTree {
  const read = readDocuments(file, state, dependencies.read ?? ((at) => readSource(at)));
  const merged = mergeDocuments(read.documents, state.places);
  return { ...read, tree: merged.tree, problems: [...read.problems, ...merged.problems] };
}

/**
 * What a tree means, or every problem of it. `file` is where problems go that have no place of their own.
 * `atLeastMs` stands in for `confirm.at_least` where nothing is said.
 */
export function judgeTree(
  file: string,
  { tree, problems: before, complete, files: read }: ConfigTree,
  { places, expander }: TreeState,
  options: { atLeastMs?: number } = {},
): LoadResult {
  const start = { file, line: 1, column: 1, path: '' };
  const problems = [...before];
  const rootReading = readWith(rootSchema, tree);
  for (const issue of rootReading.ok ? [] : rootReading.issues) {
    const problem = locateIssue(tree, issue, places, start);
    if (problem) problems.push(problem);
  }
  const environment = environmentOf(tree['environment']);
  const assembled = assembleMonitors(tree, { environment, places, start, ...options });
  for (const problem of assembled.problems) problems.push(problem);
  const between = complete ? crossCheck(tree, assembled.monitors, places) : [];
  for (const problem of between) problems.push(problem);

  const files = [...new Set([...read, ...expander.files])];
  if (problems.length > 0 || !rootReading.ok) {
    const known = assembled.monitors.flatMap(({ monitor }) => (monitor ? [monitor] : []));
    const secrets = collectSecrets(expander.secrets, known, buildNetwork(undefined));
    return { ok: false, problems: arrangeProblems(problems, files, createMask(secrets)), files };
  }
  const config = assemble(file, rootReading.value, assembled.monitors);
  const secrets = collectSecrets(expander.secrets, config.monitors, config.network, config.notify);
  const warnings = collectWarnings(tree, assembled.monitors, config, places);
  return {
    ok: true,
    config: { ...config, secrets },
    warnings: arrangeProblems(warnings, files, createMask(secrets)),
    files,
    rulePlaces: rulePlaces(tree, places),
  };
}

/**
 * Reads a configuration with everything it includes and refers to. Resolves with all problems, sorted by
 * place, where there are any; never rejects for what a file contains. Texts are free of secrets.
 */
export async function loadConfig(path: string, dependencies: LoadDependencies): Promise<LoadResult> {
  const file = resolve(path);
  const state = treeState(dirname(file), dependencies);
  return judgeTree(file, readConfigTree(file, state, dependencies), state);
}
