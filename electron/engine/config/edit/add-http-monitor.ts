import type { ConfigProblem } from '../../../../shared/config/model.ts';
import type { LoadDependencies } from '../load.ts';
import { addEntry } from './add-entry.ts';
import { entryIdFor } from './entry-id.ts';

export type AddResult =
  | { ok: true; file: string; monitorId: string }
  | { ok: false; problems: ConfigProblem[] };

/**
 * Adds a monitor of kind `http` to a configuration file, which is created where there is none. Nothing is
 * written unless the whole configuration is valid before and after. Throws when the file cannot be written.
 */
export async function addHttpMonitor(
  path: string,
  { name, url }: { name: string; url: string },
  dependencies: LoadDependencies,
): Promise<AddResult> {
  const result = await addEntry(
    path,
    {
      list: 'monitors',
      noun: 'a monitor',
      entry({ monitors }) {
        const taken = new Set(monitors.map(({ id }) => id));
        return { id: entryIdFor(name, taken, 'monitor'), name, kind: 'http', url };
      },
      arrived(present, { monitors }, id) {
        const added = monitors.find((monitor) => monitor.id === id);
        return monitors.length === present.monitors.length + 1 && added?.kind === 'http' && added.url === url;
      },
    },
    dependencies,
  );
  return result.ok ? { ok: true, file: result.file, monitorId: result.id } : result;
}
