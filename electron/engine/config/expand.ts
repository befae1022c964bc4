import { join, resolve } from 'node:path';
import { parse as parseDotenv } from 'dotenv';
import type { Secrets } from '../ports.ts';
import { readSource } from './yaml/source.ts';
import { parseTemplate, type TemplatePart } from './yaml/templates.ts';

/** A text with its references replaced, or why that is not possible. */
export type Expansion =
  | { ok: true; text: string; expanded: boolean; secret: boolean }
  | { ok: false; message: string };

export interface Expander {
  /** Expands `text`; `${file:…}` paths are relative to `folder`. Never throws. */
  expand(text: string, folder: string): Expansion;
  /** Every value that came from a file or the keychain. */
  readonly secrets: ReadonlySet<string>;
  /** Files that were read, or would have been. */
  readonly files: ReadonlySet<string>;
}

const LARGEST_VALUE_BYTES = 64 * 1024;

class Unresolved {
  readonly message: string;

  constructor(message: string) {
    this.message = message;
  }
}

/** Resolves references: the environment beats `.env` in `folder`. Each is looked up once. */
export function createExpander(options: {
  env: Record<string, string | undefined>;
  secrets: Secrets;
  folder: string;
}): Expander {
  const dotenvFile = join(options.folder, '.env');
  const secrets = new Set<string>();
  const files = new Set<string>();
  const known = new Map<string, string | Unresolved>();
  let dotenv: Record<string, string> | Unresolved | undefined;

  function readDotenv(): Record<string, string> | Unresolved {
    files.add(dotenvFile);
    const source = readSource(dotenvFile);
    if (source.ok) return parseDotenv(source.text);
    return source.missing ? {} : new Unresolved(`${dotenvFile} cannot be read: ${source.message}`);
  }

  function variable(name: string, fallback: string | null): string | Unresolved {
    const own = Object.hasOwn(options.env, name) ? options.env[name] : undefined;
    dotenv ??= readDotenv();
    if (own === undefined && dotenv instanceof Unresolved) return dotenv;
    const fromFile = dotenv instanceof Unresolved || !Object.hasOwn(dotenv, name) ? undefined : dotenv[name];
    const value = own ?? fromFile;
    if (fallback !== null) return value === undefined || value === '' ? fallback : value;
    return value ?? new Unresolved(`${name} is not set; set it in the environment or in ${dotenvFile}`);
  }

  function file(path: string): string | Unresolved {
    files.add(path);
    const source = readSource(path, LARGEST_VALUE_BYTES);
    if (!source.ok) return new Unresolved(`${path} cannot be read: ${source.message}`);
    const value = source.text.replace(/\r?\n$/, '');
    secrets.add(value);
    return value;
  }

  function secret(name: string): string | Unresolved {
    let value: string | null;
    try {
      value = options.secrets.get(name);
    } catch (error) {
      return new Unresolved(
        `secret "${name}" cannot be read: ${error instanceof Error ? error.message : String(error)}`,
      );
    }
    if (value === null) {
      return new Unresolved(`there is no secret "${name}"; store it with "watchpost secret set ${name}"`);
    }
    secrets.add(value);
    return value;
  }

  function lookUp(part: TemplatePart, folder: string): string | Unresolved {
    if (part.kind === 'literal') return part.text;
    const key = JSON.stringify(part.kind === 'file' ? [part.kind, resolve(folder, part.path)] : part);
    const found = known.get(key);
    if (found !== undefined) return found;
    const value =
      part.kind === 'variable'
        ? variable(part.name, part.fallback)
        : part.kind === 'file'
          ? file(resolve(folder, part.path))
          : secret(part.name);
    known.set(key, value);
    return value;
  }

  return {
    secrets,
    files,
    expand(text, folder) {
      const template = parseTemplate(text);
      if (!template.ok) return template;
      let whole = '';
      for (const part of template.parts) {
        const value = lookUp(part, folder);
        if (value instanceof Unresolved) return { ok: false, message: value.message };
        whole += value;
      }
      const kinds = new Set(template.parts.map(({ kind }) => kind));
      return {
        ok: true,
        text: whole,
        expanded: kinds.size > (kinds.has('literal') ? 1 : 0),
        secret: kinds.has('file') || kinds.has('secret'),
      };
    },
  };
}
