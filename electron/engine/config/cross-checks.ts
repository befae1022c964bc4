/** What only shows when the parts are seen together: references, doubled ids, cycles, patterns. */
import type { ConfigProblem } from '../../../shared/config/model.ts';
import { STANDARD_CHANNEL } from '../../../shared/config/notify/channels.ts';
import { Scalar, type TreeMap } from '../../../shared/config/scalar.ts';
import { crossCheckAlerts } from './alert-cross-checks.ts';
import type { AssembledMonitor } from './assemble-monitors.ts';
import { parseJsonPath } from '../monitors/json-path.ts';
import { closingEdges } from './dependency-cycles.ts';
import { didYouMean } from './locate.ts';
import type { Places } from './places.ts';
import { problemAt } from './problems.ts';
import { at, items, patternProblem, scalars } from './tree-parts.ts';

/** Null for a path into a JSON body that can be followed, else what is wrong with it. */
function jsonPathProblem(path: string): string | null {
  try {
    parseJsonPath(path);
    return null;
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return `expected a path such as "services.database.status", got ${JSON.stringify(path)}: ${reason}`;
  }
}

/** Every problem between the parts of a configuration, each at the place of the part that refers. */
export function crossCheck(
  root: TreeMap,
  monitors: readonly AssembledMonitor[],
  places: Places,
): ConfigProblem[] {
  const problems: ConfigProblem[] = [];

  function tell(part: object, message: string): void {
    const origin = places.of(part);
    if (origin) problems.push(problemAt(origin, message));
  }

  function tellDoubles(ids: readonly Scalar[], what: string): void {
    for (const same of Map.groupBy(ids, ({ text }) => text).values()) {
      const [first, ...others] = same;
      const origin = places.of(first);
      const where = origin ? `${origin.file}:${origin.line}:${origin.column}` : 'another place';
      for (const other of others) {
        tell(other, `the id "${other.shown}" is taken by another ${what} at ${where}`);
      }
    }
  }

  function tellUnknown(
    references: readonly Scalar[],
    known: readonly string[],
    what: string,
    textOf = ({ text }: Scalar): string => text,
  ): void {
    for (const reference of references.filter((scalar) => !known.includes(textOf(scalar)))) {
      const meant = didYouMean(textOf(reference), known);
      const hint = meant === null ? '' : `, did you mean "${meant}"?`;
      const shown = reference.secret ? reference.shown : textOf(reference);
      tell(reference, `there is no ${what} "${shown}"${hint}`);
    }
  }

  function tellInvalid(parts: readonly Scalar[], problemOf: (text: string) => string | null): void {
    for (const part of parts) {
      const problem = problemOf(part.text);
      if (problem !== null) tell(part, problem);
    }
  }

  function tellCycles(): void {
    const references = new Map<string, Scalar>();
    const edges = monitors.flatMap(({ tree, id }) =>
      scalars(items(at(tree, 'depends_on'))).flatMap((reference) => {
        if (id === null) return [];
        references.set(JSON.stringify([id, reference.text]), reference);
        return [{ from: id, to: reference.text }];
      }),
    );
    for (const { edge, cycle } of closingEdges(edges)) {
      const reference = references.get(JSON.stringify([edge.from, edge.to]));
      if (reference) tell(reference, `monitors depend on each other in a circle: ${cycle.join(' → ')}`);
    }
  }

  const monitorIds = monitors.flatMap(({ id }) => (id === null ? [] : [id]));
  const zones = items(at(root, 'network', 'zones'));
  const zoneIds = scalars(zones.map((zone) => at(zone, 'id')));
  const logs = items(root['logs']);
  const channels = items(at(root, 'notify', 'channels'));
  const channelIds = scalars(channels.map((entry) => at(entry, 'id')));
  crossCheckAlerts({ root, monitors, tellDoubles, tellUnknown, tellInvalid });
  const own = (key: string) => monitors.map(({ tree }) => at(tree, key));

  tellDoubles(scalars(own('id')), 'monitor');
  tellDoubles(zoneIds, 'zone');
  tellDoubles(scalars(logs.map((log) => at(log, 'id'))), 'log source');
  tellDoubles(channelIds, 'channel');
  tellUnknown(scalars(own('depends_on').flatMap(items)), monitorIds, 'monitor');
  tellUnknown(
    scalars(own('network')),
    zoneIds.map(({ text }) => text),
    'network zone',
  );
  tellUnknown(scalars(logs.flatMap((log) => items(at(log, 'monitors')))), monitorIds, 'monitor');
  const reports = items(at(root, 'notify', 'reports'));
  const desktop = at(root, 'notify', 'desktop');
  const shortForm = at(root, 'notify', 'channels') === undefined;
  const implied =
    shortForm && !(desktop instanceof Scalar && desktop.value === false) ? [STANDARD_CHANNEL.id] : [];
  tellUnknown(
    scalars(reports.map((report) => at(report, 'channel'))),
    [...channelIds.map(({ text }) => text), ...implied],
    'channel',
  );
  tellCycles();
  const assertions = own('expect').flatMap((expect) => items(at(expect, 'json')));
  tellInvalid(scalars(assertions.map((assertion) => at(assertion, 'path'))), jsonPathProblem);
  tellInvalid(scalars(own('expect').map((expect) => at(expect, 'matches'))), patternProblem);
  tellInvalid(
    scalars(logs.flatMap((log) => [at(log, 'pattern'), ...items(at(log, 'redact'))])),
    patternProblem,
  );
  return problems;
}
