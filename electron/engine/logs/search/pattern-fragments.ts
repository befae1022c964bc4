import { fragmentsOf } from './fragments.ts';

/** Constructs after which what a letter stands for is not plain to see: groups with flags, alternatives, codes. */
const OPAQUE = /\||\(\?|\\[QExpPC0-9]/u;

/** Texts that occur in everything that an RE2 pattern finds, as `fragmentsOf` has them; maybe none. */
export function fragmentsOfPattern(pattern: string, ignoreCase: boolean): string[] {
  if (OPAQUE.test(pattern)) return [];
  const runs: string[] = [];
  let run = '';
  let depth = 0;
  const close = () => {
    runs.push(run);
    run = '';
  };
  for (let at = 0; at < pattern.length; at++) {
    const sign = pattern[at] ?? '';
    if (sign === '[') {
      close();
      at = endOfClass(pattern, at);
    } else if (sign === '\\') {
      close();
      at += 1;
    } else if (sign === '(' || sign === ')') {
      close();
      depth += sign === '(' ? 1 : -1;
    } else if ('*?{'.includes(sign)) {
      // What stands before it may be missing.
      run = Array.from(run).slice(0, -1).join('');
      close();
      if (sign === '{') at = Math.max(at, pattern.indexOf('}', at));
    } else if ('.+^$'.includes(sign)) close();
    else if (depth === 0) run += sign;
  }
  close();
  // RE2 folds the Kelvin sign to k and the long s to s, which the bytes do not.
  const texts = ignoreCase ? runs.flatMap((text) => text.split(/[ks]/iu)) : runs;
  return texts.flatMap(fragmentsOf).toSorted((a, b) => b.length - a.length);
}

/** Where a character class ends; `]` right after its start is a member. */
function endOfClass(pattern: string, start: number): number {
  let at = start + 1;
  if (pattern[at] === '^') at += 1;
  if (pattern[at] === ']') at += 1;
  for (; at < pattern.length && pattern[at] !== ']'; at++) {
    if (pattern[at] === '\\') at += 1;
    else if (pattern.startsWith('[:', at)) at = Math.max(at, pattern.indexOf(':]', at) + 1);
  }
  return at;
}
