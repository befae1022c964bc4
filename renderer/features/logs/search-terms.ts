/** Longer values make no useful search. */
const LONGEST = 200;

/** A field asked for by its value, `name:value`; null where the language of searches cannot say it. */
export function fieldTerm(name: string, value: unknown): string | null {
  if (!/^[A-Za-z_@$][\w.@$-]*$/.test(name)) return null;
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  if (typeof value === 'object' || text === undefined || text === '' || text.length > LONGEST) return null;
  if (/[\n\r]/.test(text)) return null;
  if (/^[\w.@%+:=-]+$/.test(text)) return `${name}:${text}`;
  return `${name}:"${text.replaceAll(/[\\"]/g, '\\$&')}"`;
}

/** The search with one more term, each once; the opposite of the term is taken out. */
export function withTerm(search: string, term: string, exclude: boolean): string {
  const added = exclude ? `-${term}` : term;
  const opposite = exclude ? term : `-${term}`;
  const rest = termsOf(search).filter((known) => known !== opposite && known !== added);
  return [...rest, added].join(' ');
}

/** Splits a search where its terms end: quotes and patterns keep their spaces. */
export function termsOf(search: string): string[] {
  return search.match(/-?(?:[A-Za-z_@$][\w.@$-]*:)?(?:"(?:[^"\\]|\\.)*"?|\/(?:[^/\\]|\\.)*\/i?|\S+)/g) ?? [];
}
