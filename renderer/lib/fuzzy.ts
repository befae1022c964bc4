/**
 * How well `query` fits `text`, higher is better, or null when its letters do not all occur in order. Letters in a
 * row and at the beginning of words count more; case and marks on letters do not count.
 */
export function fuzzyScore(query: string, text: string): number | null {
  const wanted = fold(query).replaceAll(/\s+/g, '');
  if (wanted === '') return 0;
  const hay = fold(text);
  const whole = hay.indexOf(fold(query).trim());
  if (whole >= 0) return 1000 - whole - hay.length / 100 + (startsWord(hay, whole) ? 100 : 0);
  let score = 0;
  let from = 0;
  let previous = -2;
  for (const letter of wanted) {
    const at = hay.indexOf(letter, from);
    if (at < 0) return null;
    if (at === previous + 1) score += 6;
    if (startsWord(hay, at)) score += 8;
    score -= Math.min(at - previous - 1, 10) / 10;
    previous = at;
    from = at + 1;
  }
  return score - hay.length / 100;
}

function startsWord(text: string, at: number): boolean {
  return at === 0 || /[\s\-_/.:·]/.test(text.charAt(at - 1));
}

function fold(text: string): string {
  return text.normalize('NFD').replaceAll(/\p{M}/gu, '').toLowerCase();
}

/** The entries that fit, best first; with an empty query all of them as they are. */
export function fuzzyFilter<T>(query: string, entries: readonly T[], textOf: (entry: T) => string): T[] {
  if (query.trim() === '') return [...entries];
  return entries
    .map((entry) => ({ entry, score: fuzzyScore(query, textOf(entry)) }))
    .filter((scored): scored is { entry: T; score: number } => scored.score !== null)
    .toSorted((a, b) => b.score - a.score)
    .map(({ entry }) => entry);
}
