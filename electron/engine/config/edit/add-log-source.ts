import type { ConfigProblem } from '../../../../shared/config/model.ts';
import type { LoadDependencies } from '../load.ts';
import { addEntry } from './add-entry.ts';
import { entryIdFor } from './entry-id.ts';

export type AddLogSourceResult =
  | { ok: true; file: string; sourceId: string }
  | { ok: false; problems: ConfigProblem[] };

/**
 * Adds a log source to a configuration file, which is created where there is none. Nothing is written unless the
 * whole configuration is valid before and after. Throws when the file cannot be written.
 * @param source its `dir` is an absolute path
 */
export async function addLogSource(
  path: string,
  { name, dir }: { name: string; dir: string },
  dependencies: LoadDependencies,
): Promise<AddLogSourceResult> {
  const result = await addEntry(
    path,
    {
      list: 'logs',
      noun: 'a log source',
      entry({ logs }) {
        const taken = new Set(logs.map(({ id }) => id));
        return { id: entryIdFor(name, taken, 'logs'), name, dir };
      },
      arrived(present, { logs }, id) {
        const added = logs.find((source) => source.id === id);
        return logs.length === present.logs.length + 1 && added?.dir === dir;
      },
    },
    dependencies,
  );
  return result.ok ? { ok: true, file: result.file, sourceId: result.id } : result;
}
