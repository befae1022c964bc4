import { isDeepStrictEqual } from 'node:util';
import type { Config, ConfigProblem } from '../../../../shared/config/model.ts';
import { closingEdges } from '../dependency-cycles.ts';
import type { LoadDependencies } from '../load.ts';
import { configFiles } from './config-files.ts';
import { withDependency } from './dependency-text.ts';
import { writeFileAtomically } from './write-file.ts';

/** A dependency in its place in the configuration, not written yet; or why it cannot be. */
export type PlacedDependency =
  | { ok: true; file: string; text: string }
  | { ok: false; why: 'unknown-monitor' | 'invalid-dependency' | 'invalid-config'; message: string };

/** Dependencies of the monitors of a configuration and of the files that it includes. */
export interface DependencyFile {
  /** Where `child` says what it depends on, with `parent` added; the whole configuration was judged with it. */
  place(child: string, parent: string): Promise<PlacedDependency>;
  /** Writes what `place` gave. @throws what the file system throws */
  write(file: string, text: string): void;
}

/** @param path of the main file */
export function dependencyFile(path: string, dependencies: LoadDependencies): DependencyFile {
  const { main, textOf, loadWith, list } = configFiles(path, dependencies);

  return {
    async place(child, parent) {
      const present = await loadWith(main, textOf(main));
      if (!present.ok) return leftAsItIs(present.problems);
      const { monitors } = present.config;
      const refused = refusal(monitors, child, parent);
      if (refused) return refused;
      const inherited = monitors.find(({ id }) => id === child)?.dependsOn ?? [];
      for (const file of await list()) {
        const text = withDependency(textOf(file), { child, parent, inherited });
        if (text === null) continue;
        const result = await loadWith(file, text);
        if (!result.ok) return leftAsItIs(result.problems);
        if (arrived(monitors, result.config.monitors, child, parent)) return { ok: true, file, text };
      }
      return {
        ok: false,
        why: 'invalid-dependency',
        message: `"${child}" has no entry of its own that can be changed safely. Write "depends_on: [${[...inherited, parent].join(', ')}]" where it is defined, by hand.`,
      };
    },

    write: writeFileAtomically,
  };
}

type Monitors = Config['monitors'];

function refusal(monitors: Monitors, child: string, parent: string): PlacedDependency | null {
  const known = new Map(monitors.map((monitor) => [monitor.id, monitor]));
  const unknown = [child, parent].find((id) => !known.has(id));
  const refuse = (message: string): PlacedDependency => ({ ok: false, why: 'invalid-dependency', message });
  if (unknown !== undefined)
    return { ok: false, why: 'unknown-monitor', message: `There is no monitor "${unknown}".` };
  if (child === parent) return refuse(`"${child}" cannot depend on itself.`);
  if (known.get(child)?.dependsOn.includes(parent))
    return refuse(`"${child}" depends on "${parent}" already.`);
  const edges = monitors.flatMap(({ id, dependsOn }) => dependsOn.map((to) => ({ from: id, to })));
  const [circle] = closingEdges([{ from: child, to: parent }, ...edges]);
  return circle
    ? refuse(`Monitors would depend on each other in a circle: ${circle.cycle.join(' → ')}.`)
    : null;
}

/** Whether this and nothing else became different: the entry may be the base of others. */
function arrived(before: Monitors, after: Monitors, child: string, parent: string): boolean {
  const wanted = before.map((monitor) =>
    monitor.id === child ? { ...monitor, dependsOn: [...monitor.dependsOn, parent] } : monitor,
  );
  return isDeepStrictEqual(wanted, after);
}

function leftAsItIs([first]: readonly ConfigProblem[]): PlacedDependency {
  const place = first ? ` ${first.file}:${first.line}:${first.column} ${first.path}: ${first.message}` : '';
  return {
    ok: false,
    why: 'invalid-config',
    message: `The configuration was left as it is.${place}`,
  };
}
