import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { MAX_DEPTH, parseJson } from './parse-json.ts';

const nested = (levels: number): string => '['.repeat(levels) + '1' + ']'.repeat(levels);

describe('parseJson', () => {
  it('reads what JSON.parse reads, down to 32 levels', () => {
    fc.assert(
      fc.property(fc.json({ maxDepth: MAX_DEPTH - 1 }), (text) => {
        expect(parseJson(text)).toEqual({ value: JSON.parse(text) as unknown, cut: false });
      }),
    );
  });

  it('rejects what JSON.parse rejects', () => {
    const rejected = fc.string().filter((text) => {
      try {
        JSON.parse(text);
        return false;
      } catch {
        return true;
      }
    });
    fc.assert(
      fc.property(rejected, (text) => {
        expect(parseJson(text).value).toBeUndefined();
      }),
    );
  });

  it('replaces everything below the limit by null and says so', () => {
    const { value, cut } = parseJson(nested(MAX_DEPTH + 5));
    expect(cut).toBe(true);
    expect(JSON.stringify(value)).toBe('['.repeat(MAX_DEPTH) + 'null' + ']'.repeat(MAX_DEPTH));
    expect(parseJson(nested(MAX_DEPTH)).cut).toBe(false);
  });

  it('keeps brackets and quotes in strings apart from structure', () => {
    const text = JSON.stringify({ a: `"${'['.repeat(100)}\\"{`, b: [']'] });
    expect(parseJson(text)).toEqual({ value: JSON.parse(text) as unknown, cut: false });
  });

  it('lets the last of duplicate keys win', () => {
    expect(parseJson('{"a":1,"a":2}').value).toEqual({ a: 2 });
  });
});
