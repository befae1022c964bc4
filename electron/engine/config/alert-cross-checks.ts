/** What only shows when rules, windows and channels are seen together with what they are about. */
import type { Scalar, Tree, TreeMap } from '../../../shared/config/scalar.ts';
import { isTreeMap } from '../../../shared/config/scalar.ts';
import { cronProblem } from '../alerts/schedule/cron.ts';
import { FLAPPING_RULE, OFFLINE_RULE } from '../alerts/core/settings.ts';
import { hasWildcard } from '../../../shared/domain/glob.ts';
import type { AssembledMonitor } from './assemble-monitors.ts';
import { at, items, patternProblem, scalars } from './tree-parts.ts';

/** Rules that always run under these names. */
const RESERVED = [FLAPPING_RULE, OFFLINE_RULE];

/** What the checks of the whole configuration lend to these. */
export interface Checker {
  root: TreeMap;
  monitors: readonly AssembledMonitor[];
  tellDoubles: (ids: readonly Scalar[], what: string) => void;
  /** `textOf` is what is looked up, where that is not the whole text. */
  tellUnknown: (
    references: readonly Scalar[],
    known: readonly string[],
    what: string,
    textOf?: (scalar: Scalar) => string,
  ) => void;
  tellInvalid: (parts: readonly Scalar[], problemOf: (text: string) => string | null) => void;
}

/** Every condition of a `when`, those inside `all` and `any` too. */
export function conditionTrees(when: Tree | undefined): TreeMap[] {
  if (!isTreeMap(when)) return [];
  const inner = [...items(when['all']), ...items(when['any'])];
  return [when, ...inner.flatMap(conditionTrees)];
}

const one = (tree: Tree | undefined): Tree[] =>
  Array.isArray(tree) ? tree : tree === undefined ? [] : [tree];

export function crossCheckAlerts(checker: Checker): void {
  const { root, monitors, tellDoubles, tellUnknown, tellInvalid } = checker;
  const rules = items(root['alerts']);
  const windows = items(root['maintenance']);
  const conditions = rules.flatMap((rule) => conditionTrees(at(rule, 'when')));

  const ruleIds = scalars(rules.map((rule) => at(rule, 'id')));
  tellDoubles(ruleIds, 'rule');
  tellInvalid(ruleIds, (id) =>
    RESERVED.includes(id) ? `the rule "${id}" always runs, choose another id` : null,
  );
  tellDoubles(scalars(windows.map((window) => at(window, 'id'))), 'maintenance window');
  tellInvalid(scalars(windows.map((window) => at(window, 'cron'))), cronProblem);
  tellInvalid(scalars(conditions.map((condition) => at(condition, 'logs', 'matches'))), patternProblem);

  const monitorIds = monitors.flatMap(({ id }) => (id === null ? [] : [id]));
  const groups = monitors.flatMap(({ tree }) => scalars([tree['group']]).map(({ text }) => text));
  const sources = items(root['logs']).flatMap((log) => scalars([at(log, 'id')]).map(({ text }) => text));
  const selectors = scalars(rules.flatMap((rule) => one(at(rule, 'monitors'))));
  const plain = (list: readonly Scalar[], textOf: (scalar: Scalar) => string) =>
    list.filter((scalar) => !hasWildcard(textOf(scalar)));

  const selectorId = ({ text }: Scalar) => text.replace(/^!/, '');
  const selectorGroup = (scalar: Scalar) => selectorId(scalar).replace(/^group:/, '');
  const byGroup = selectors.filter((scalar) => selectorId(scalar).startsWith('group:'));
  const byId = selectors.filter((scalar) => !byGroup.includes(scalar));
  tellUnknown(plain(byId, selectorId), monitorIds, 'monitor', selectorId);
  tellUnknown(plain(byGroup, selectorGroup), groups, 'group', selectorGroup);
  const ownText = ({ text }: Scalar) => text;
  const logSources = scalars(conditions.map((condition) => at(condition, 'logs', 'source')));
  tellUnknown(plain(logSources, ownText), sources, 'log source');
  tellUnknownComponents(checker, rules);
}

/** A component is known where some `components` map names it; without any such map every name may be right. */
function tellUnknownComponents({ monitors, tellUnknown }: Checker, rules: readonly Tree[]): void {
  const named = monitors.flatMap(({ tree }) =>
    isTreeMap(tree['components']) ? Object.keys(tree['components']) : [],
  );
  if (named.length === 0 || named.some(hasWildcard)) return;
  const all = monitors.every(({ tree }) => isTreeMap(tree['components']));
  if (!all) return;
  const globs = scalars(
    rules.flatMap((rule) => conditionTrees(at(rule, 'when')).map((when) => at(when, 'component'))),
  );
  tellUnknown(
    globs.filter(({ text }) => !hasWildcard(text)),
    named,
    'component',
  );
}
