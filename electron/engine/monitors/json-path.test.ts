import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { JsonPathError, parseJsonPath, resolveJsonPath } from './json-path.ts';

const DOCUMENT: unknown = JSON.parse(`{
  "a": { "b": [{ "c": 1 }, { "c": null }] },
  "x.y": { "it's [odd]": true },
  "checks": [{ "name": "cache", "status": "up" }, { "name": "database", "status": "down" }, { "name": 7, "ok": false }],
  "__proto__": { "polluted": "own" },
  "0": "zero"
}`);

function follow(path: string): unknown {
  const found = resolveJsonPath(parseJsonPath(path), DOCUMENT);
  return found.found ? found.value : 'MISSING';
}

describe('a path into JSON', () => {
  it.each([
    ['a.b[0].c', 1],
    ['a.b.0.c', 1],
    ['a.b[1].c', null],
    ["['x.y']['it\\'s [odd]']", true],
    [`["x.y"]["it's [odd]"]`, true],
    ['checks[name=database].status', 'down'],
    [`checks[ name = 'database' ].status`, 'down'],
    ['checks[name=7].ok', false],
    ['0', 'zero'],
    ['__proto__.polluted', 'own'],
  ])('%s leads to %j', (path, value) => {
    expect(follow(path)).toBe(value);
  });

  it.each([
    'a.missing',
    'a.b[2]',
    'a.b.length',
    'a.b[0].c.toString',
    'checks[name=queue].status',
    "checks['status']",
    'constructor',
    'a[name=b]',
  ])('%s leads nowhere', (path) => {
    expect(follow(path)).toBe('MISSING');
  });

  it.each([
    ['', 0],
    ['a..b', 2],
    ['.a', 0],
    ['a.', 2],
    ['a[0]b', 4],
    ['a[', 1],
    ['a[-1]', 1],
    ["a['b]", 1],
    ['a]b', 1],
  ])('%j is refused at %d', (path, offset) => {
    expect(() => parseJsonPath(path)).toThrow(JsonPathError);
    expect(() => parseJsonPath(path)).toThrow(expect.objectContaining({ offset }));
  });

  it('finds every key of every object when the key is quoted', () => {
    fc.assert(
      fc.property(fc.string(), fc.integer(), (key, value) => {
        const path = parseJsonPath(`['${key.replaceAll(/['\\]/g, String.raw`\$&`)}']`);
        const document: unknown = JSON.parse(`{${JSON.stringify(key)}:${value}}`);
        expect(resolveJsonPath(path, document)).toEqual({ found: true, value });
      }),
    );
  });
});
