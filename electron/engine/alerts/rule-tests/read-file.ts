/** Reads a file of rule tests with the configuration it names or holds. */
import { dirname, resolve } from 'node:path';
import { builtInRules } from '../../../../shared/config/alerts/built-in.ts';
import { fields } from '../../../../shared/config/fields.ts';
import type { Config, ConfigProblem } from '../../../../shared/config/model.ts';
import { readWith } from '../../../../shared/config/monitors/define-kind.ts';
import { rootShape } from '../../../../shared/config/schema.ts';
import { isTreeMap, Scalar, type TreeMap } from '../../../../shared/config/scalar.ts';
import {
  judgeTree,
  readConfigTree,
  treeState,
  type ConfigTree,
  type LoadDependencies,
  type TreeState,
} from '../../config/load.ts';
import { locateIssue } from '../../config/locate.ts';
import { arrangeProblems, problemAt } from '../../config/problems.ts';
import { readSource } from '../../config/yaml/source.ts';
import { parseYaml } from '../../config/yaml/syntax.ts';
import { buildTree } from '../../config/yaml/tree-builder.ts';
import { buildTests } from './build-tests.ts';
import type { RuleTestFile } from './model.ts';
import { ownShape, type ParsedFile } from './schema.ts';

export type ReadTests = { ok: true; file: RuleTestFile } | { ok: false; problems: ConfigProblem[] };

const CONFIG_KEYS = Object.keys(rootShape);
const fileSchema = fields(ownShape);

/** Never throws for what a file contains. */
export function readTestFile(path: string, dependencies: LoadDependencies): ReadTests {
  const file = resolve(path);
  const state = treeState(dirname(file), dependencies);
  const start = { file, line: 1, column: 1, path: '' };
  const read = dependencies.read ?? ((at: string) => readSource(at));
  const source = read(file);
  if (!source.ok) return { ok: false, problems: [problemAt(start, source.message)] };
  const parsed = parseYaml(source.text);
  if (!parsed) return { ok: false, problems: [problemAt(start, 'nested too deeply to be read')] };
  const { tree, problems } = buildTree(parsed, file, state);
  if (tree === null || !isTreeMap(tree)) {
    const none = problems.length > 0 ? problems : [problemAt(start, 'expected a map with tests')];
    return { ok: false, problems: none };
  }
  const withoutConfig = Object.fromEntries(
    Object.entries(tree).filter(([key]) => !CONFIG_KEYS.includes(key)),
  );
  for (const key of Object.keys(tree)) {
    const origin = state.places.key(tree, key);
    if (origin) state.places.setKey(withoutConfig, key, origin);
  }
  state.places.set(withoutConfig, start);
  const reading = readWith(fileSchema, withoutConfig);
  for (const issue of reading.ok ? [] : reading.issues) {
    const problem = locateIssue(withoutConfig, issue, state.places, start);
    if (problem) problems.push(problem);
  }
  const judged = judgeTree(file, configTree(file, tree, state, dependencies), state, { atLeastMs: 0 });
  if (!judged.ok) problems.push(...judged.problems);
  if (problems.length > 0 || !reading.ok || !judged.ok) return failed(problems, file);
  const own: ParsedFile = reading.value;
  const rules = rulesOf(judged.config, hasRules(tree, judged.config), own.builtin === true);
  const built = buildTests(file, own.tests, { tree, places: state.places, config: judged.config, rules });
  if (built.problems.length > 0) return failed(built.problems, file);
  return { ok: true, file: { file, config: judged.config, rules, tests: built.tests } };
}

function failed(problems: readonly ConfigProblem[], file: string): ReadTests {
  return { ok: false, problems: arrangeProblems(problems, [file], (text) => text) };
}

/** The configuration that the file names, with what it holds itself in place of the same keys. */
function configTree(
  file: string,
  tree: TreeMap,
  state: TreeState,
  dependencies: LoadDependencies,
): ConfigTree {
  const named = tree['config'];
  const base: ConfigTree =
    named instanceof Scalar && !named.blank
      ? readConfigTree(resolve(dirname(file), named.text), state, dependencies)
      : { tree: Object.create(null) as TreeMap, problems: [], files: [], complete: true };
  for (const part of [isTreeMap(named) ? named : null, tree]) {
    for (const [key, value] of Object.entries(part ?? {})) {
      if (!CONFIG_KEYS.includes(key) || part === null) continue;
      base.tree[key] = value;
      const origin = state.places.key(part, key);
      if (origin) state.places.setKey(base.tree, key, origin);
    }
  }
  return { ...base, files: [...base.files, file] };
}

/** Whether the configuration brings rules of its own; otherwise `config.alerts` holds the built-in ones. */
function hasRules(tree: TreeMap, config: Config): boolean {
  const builtIn = builtInRules(config.environment).map(({ id }) => id);
  const own = tree['alerts'];
  if (Array.isArray(own)) return own.length > 0;
  return (
    config.alerts.length !== builtIn.length || config.alerts.some(({ id }, index) => id !== builtIn[index])
  );
}

function rulesOf(config: Config, own: boolean, builtin: boolean): Config['alerts'] {
  const rules = own ? config.alerts : [];
  if (!builtin) return rules;
  const taken = new Set(rules.map(({ id }) => id));
  return [...rules, ...builtInRules(config.environment).filter(({ id }) => !taken.has(id))];
}
