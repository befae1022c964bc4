import { resolve } from 'node:path';
import { loadConfig, type LoadDependencies, type LoadResult } from '../load.ts';
import { readSource } from '../yaml/source.ts';
import { minimalConfig } from './initial-config.ts';

/** The texts of a configuration and of what it includes, for edits that are judged before they are written. */
export interface ConfigFiles {
  /** Absolute path of the main file. */
  main: string;
  /** Of the main file, what a new one begins with where it is missing. */
  textOf: (file: string) => string;
  /** The whole configuration as it would be with this text in the place of that file's. */
  loadWith: (file: string, text: string) => Promise<LoadResult>;
  /** The files of the present configuration that can hold parts of it, the main one first. */
  list: () => Promise<string[]>;
}

/** @param path of the main file, which may not be there yet */
export function configFiles(path: string, dependencies: LoadDependencies): ConfigFiles {
  const main = resolve(path);

  function textOf(file: string): string {
    const source = readSource(file);
    return source.ok ? source.text : file === main ? minimalConfig() : '';
  }

  function loadWith(file: string, text: string): Promise<LoadResult> {
    const read = (at: string) =>
      at === file
        ? ({ ok: true, text } as const)
        : at === main
          ? ({ ok: true, text: textOf(main) } as const)
          : readSource(at);
    return loadConfig(main, { ...dependencies, read });
  }

  return {
    main,
    textOf,
    loadWith,
    async list() {
      const { files } = await loadWith(main, textOf(main));
      return [main, ...files.filter((file) => file !== main && /\.ya?ml$/iu.test(file))];
    },
  };
}
