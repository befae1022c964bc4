import { resolve } from 'node:path';
import type { Config, ConfigProblem } from '../../../../shared/config/model.ts';
import { loadConfig, type LoadDependencies } from '../load.ts';
import { readSource } from '../yaml/source.ts';
import { minimalConfig } from './initial-config.ts';
import { insertEntry, type ListName, type NewEntry } from './insert-entry.ts';
import { writeFileAtomically } from './write-file.ts';

export type AddEntryResult =
  | { ok: true; file: string; id: string }
  | { ok: false; problems: ConfigProblem[] };

/** What is added, and how to tell that it arrived. */
export interface Addition {
  list: ListName;
  /** What an entry is called where it cannot be added. */
  noun: string;
  entry: (present: Config) => NewEntry;
  /** True where the list has one entry more than before, and it says what was asked for. */
  arrived: (present: Config, result: Config, id: string) => boolean;
}

/**
 * Adds an entry to a list of a configuration file, which is created where there is none. Nothing is written unless
 * the whole configuration is valid before and after. Throws when the file cannot be written.
 */
export async function addEntry(
  path: string,
  { list, noun, entry, arrived }: Addition,
  dependencies: LoadDependencies,
): Promise<AddEntryResult> {
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
  const added = entry(present.config);
  const text = insertEntry(before, list, added);
  const result = await loadText(text);
  if (!result.ok) return result;
  if (!arrived(present.config, result.config, added.id)) {
    const message = `${noun} cannot be added to this file automatically, add it by hand`;
    return { ok: false, problems: [{ file, line: 1, column: 1, path: list, message }] };
  }
  writeFileAtomically(file, text);
  return { ok: true, file, id: added.id };
}
