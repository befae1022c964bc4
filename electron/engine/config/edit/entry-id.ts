const LONGEST = 60;

/**
 * An id made from a name: `Book Review API` becomes `book-review-api`, with a number where that is taken. A name
 * without a letter or digit of ASCII becomes `otherwise`.
 */
export function entryIdFor(name: string, taken: ReadonlySet<string>, otherwise: string): string {
  const plain = name
    .normalize('NFKD')
    .toLowerCase()
    .replaceAll(/\p{M}/gu, '')
    .replaceAll(/[^a-z0-9]+/g, '-')
    .slice(0, LONGEST)
    .replaceAll(/^-+|-+$/g, '');
  const base = plain === '' ? otherwise : plain;
  let id = base;
  for (let count = 2; taken.has(id); count += 1) id = `${base}-${count}`;
  return id;
}
