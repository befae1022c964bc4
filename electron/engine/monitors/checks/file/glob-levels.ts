import { parse, sep } from 'node:path';
import picomatch from 'picomatch';

/** One level of a path: a name as it stands, a pattern for names, or `**`: any number of directories. */
export type Level =
  | { kind: 'name'; name: string }
  | { kind: 'pattern'; matches(name: string): boolean }
  | { kind: 'deep' };

/** An absolute path or glob as the directory levels it goes through. */
export interface GlobLevels {
  root: string;
  levels: Level[];
}

/** The most alternatives that braces across directories may spell out. */
const MAX_ALTERNATIVES = 100;

/** Takes an absolute path or glob apart; braces that reach across directories (`{a,b/c}`) give several. */
export function globLevels(path: string): GlobLevels[] {
  const { root } = parse(path);
  return alternatives(path.slice(root.length)).map((rest) => {
    const segments = rest
      .split(sep === '\\' ? /[\\/]+/ : /\/+/)
      .filter((segment) => segment !== '' && segment !== '.');
    if (segments.at(-1) === '**') segments.push('*');
    return { root, levels: segments.map(level) };
  });
}

function level(segment: string): Level {
  if (segment === '**') return { kind: 'deep' };
  if (!picomatch.scan(segment).isGlob) return { kind: 'name', name: segment.replaceAll(/\\(.)/g, '$1') };
  const matches = picomatch(segment, { nocase: sep === '\\' });
  return { kind: 'pattern', matches: (name) => matches(name) };
}

/** Spells out each pair of braces that holds a `/`; those within one level are left to the pattern. */
function alternatives(glob: string): string[] {
  const done: string[] = [];
  const open = [glob];
  while (open.length > 0 && done.length + open.length <= MAX_ALTERNATIVES) {
    const text = open.shift() ?? '';
    const braces = crossingBraces(text);
    if (braces) open.unshift(...braces);
    else done.push(text);
  }
  return [...done, ...open];
}

/** The texts that the first pair of braces with a `/` in it stands for; null where there is none. */
function crossingBraces(text: string): string[] | null {
  for (let start = text.indexOf('{'); start >= 0; start = text.indexOf('{', start + 1)) {
    const commas = [start];
    let depth = 0;
    for (let at = start; at < text.length; at += 1) {
      const char = text[at];
      if (char === '{') depth += 1;
      else if (char === ',' && depth === 1) commas.push(at);
      else if (char === '}') depth -= 1;
      if (depth > 0) continue;
      if (commas.length > 1 && text.slice(start, at).includes('/')) {
        return commas.map(
          (from, i) => text.slice(0, start) + text.slice(from + 1, commas[i + 1] ?? at) + text.slice(at + 1),
        );
      }
      break;
    }
  }
  return null;
}
