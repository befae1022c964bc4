/** The notation of sample series: `healthy*20 unhealthy*4 - (a b)*3 x*6h`. Pure. */
import { parseDuration } from '../../../../shared/config/values/duration.ts';

/** The samples in order; `-`, no result, is null. */
export type Series = (string | null)[];

/** What is wrong with a series. */
export class SeriesProblem extends Error {}

/** A week at one sample a second fits many times over. */
const MOST_SAMPLES = 5_000_000;
const TOKEN = /\s*(\(|\)|\*[0-9a-z]+|[^\s()*]+)/gy;

/**
 * Reads a series whose samples are `intervalMs` apart: a duration behind `*` repeats for that long.
 * @throws SeriesProblem
 */
export function parseSeries(text: string, intervalMs: number): Series {
  const tokens = tokenise(text);
  let at = 0;

  function readList(closing: boolean): Series {
    const list: Series = [];
    for (let token = tokens[at]; token !== undefined; token = tokens[at]) {
      if (token === ')') {
        if (!closing) throw new SeriesProblem('")" without "("');
        return list;
      }
      at += 1;
      if (token.startsWith('*')) throw new SeriesProblem(`"${token}" has nothing before it to repeat`);
      const part = token === '(' ? readGroup() : [token === '-' ? null : token];
      append(list, part, repeats(part.length));
    }
    if (closing) throw new SeriesProblem('"(" without ")"');
    return list;
  }

  function readGroup(): Series {
    const inner = readList(true);
    at += 1;
    if (inner.length === 0) throw new SeriesProblem('"()" is empty');
    return inner;
  }

  function repeats(length: number): number {
    const token = tokens[at];
    if (token === undefined || !token.startsWith('*')) return 1;
    at += 1;
    const count = token.slice(1);
    if (/^\d+$/.test(count)) return Number(count);
    const ms = parseDuration(count);
    if (ms === null) throw new SeriesProblem(`"${token}" is neither a number nor a duration such as *6h`);
    return Math.round(ms / (intervalMs * length));
  }

  return readList(false);
}

function tokenise(text: string): string[] {
  const tokens: string[] = [];
  TOKEN.lastIndex = 0;
  for (const match of text.matchAll(TOKEN)) tokens.push(match[1] ?? '');
  const read = tokens.join('').length;
  const wanted = text.replaceAll(/\s+/g, '').length;
  if (read !== wanted)
    throw new SeriesProblem(`"${text.trim()}" cannot be read; write x*N, x*6h, (a b)*N or -`);
  return tokens;
}

function append(list: Series, part: Series, times: number): void {
  if (list.length + part.length * times > MOST_SAMPLES) {
    throw new SeriesProblem(`more than ${MOST_SAMPLES} samples`);
  }
  for (let time = 0; time < times; time += 1) for (const sample of part) list.push(sample);
}
