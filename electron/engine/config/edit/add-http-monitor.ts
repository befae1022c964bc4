import { resolve } from 'node:path';
import type { ConfigProblem } from '../../../../shared/config/model.ts';
import { loadConfig, type LoadDependencies } from '../load.ts';
import { readSource } from '../yaml/source.ts';
import { minimalConfig } from './initial-config.ts';
import { insertMonitor } from './insert-monitor.ts';
import { monitorIdFor } from './monitor-id.ts';
import { writeFileAtomically } from './write-file.ts';

export type AddResult =
  | { ok: true; file: string; monitorId: string }
  | { ok: false; problems: ConfigProblem[] };

/**
 * Adds a monitor of kind `http` to a configuration file, which is created where there is none. Nothing is
 * written unless the whole configuration is valid before and after. Throws when the file cannot be written.
 */
export async function addHttpMonitor(
  path: string,
  endpoint: { name: string; url: string },
  dependencies: LoadDependencies,
): Promise<AddResult> {
  const file = resolve(path);
  const source = readSource(file);
  const isNew = !source.ok && source.missing;
  const before = source.ok ? source.text : minimalConfig();
  const loadText = (text: string) => {
    const read = (at: string) => (at === file ? ({ ok: true, text } as const) : readSource(at));
    return loadConfig(file, source.ok || isNew ? { ...dependencies, read } : dependencies);
  };
  const present = await loadText(before);
  if (!present.ok) return present;
  const taken = new Set(present.config.monitors.map(({ id }) => id));
  const id = monitorIdFor(endpoint.name, taken);
  const text = insertMonitor(before, { id, name: endpoint.name, kind: 'http', url: endpoint.url });
  const result = await loadText(text);
  if (!result.ok) return result;
  const added = result.config.monitors.find((monitor) => monitor.id === id);
  if (
    result.config.monitors.length !== taken.size + 1 ||
    added?.kind !== 'http' ||
    added.url !== endpoint.url
  ) {
    const message = 'a monitor cannot be added to this file automatically, add it by hand';
    return { ok: false, problems: [{ file, line: 1, column: 1, path: 'monitors', message }] };
  }
  writeFileAtomically(file, text);
  return { ok: true, file, monitorId: id };
}
