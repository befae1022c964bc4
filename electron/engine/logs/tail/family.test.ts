import { describe, expect, it } from 'vitest';
import { familyOf } from './family.ts';

/** Names of one family, oldest first. */
const FAMILIES: [string, string[]][] = [
  ['numbers', ['app.log.12.gz', 'app.log.2.gz', 'app.log.1', 'app.log']],
  ['dates', ['app.log-20251231', 'app.log-20260101.gz', 'app.log']],
  ['dates with seconds', ['app.log-20260101-1767225600', 'app.log-20260101-1767225601', 'app.log']],
  ['dates before the extension', ['app-2026-01-01.log', 'app-2026-01-02.log', 'app.log']],
  ['numbers before the extension', ['combined.log', 'combined1.log', 'combined2.log.gz', 'combined10.log']],
];

describe('files that rotation made of one log', () => {
  it.each(FAMILIES)('are told by %s', (_, names) => {
    const families = names.map((name) => familyOf(`/logs/${name}`));
    expect(new Set(families.map(({ key }) => key)).size).toBe(1);
    const ranks = families.map(({ rank }) => rank);
    expect(ranks).toEqual(ranks.toSorted((a, b) => a - b));
    expect(new Set(ranks).size).toBe(ranks.length);
  });

  it('are those of one directory and one name', () => {
    expect(familyOf('/a/app.log').key).not.toBe(familyOf('/b/app.log').key);
    expect(familyOf('/a/app.log').key).not.toBe(familyOf('/a/error.log').key);
  });

  it('are rotated where the name says so', () => {
    const rotated = (name: string) => familyOf(name).rotated;
    expect(['app.log.1', 'app.log.gz', 'app.log-20260101'].map(rotated)).toEqual([true, true, true]);
    expect(['app.log', 'combined2.log'].map(rotated)).toEqual([false, false]);
  });
});
