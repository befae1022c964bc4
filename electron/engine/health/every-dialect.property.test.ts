import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { enlarged, renamed, type Variant } from '../../../tests/fixtures/health/enlarge.ts';
import {
  bodyOf,
  type HealthFixture,
  loadHealthFixtures,
} from '../../../tests/fixtures/health/load-fixtures.ts';
import { MOST_COMPONENTS } from './assemble.ts';
import { decodeText } from './decode-text.ts';
import type { HealthReading } from './dialect.ts';
import { dialects } from './dialects.ts';
import { isObject, type Json } from './json.ts';
import { readDocument } from './read-document.ts';
import { readHealth } from './read-health.ts';

const encoder = new TextEncoder();
/** Places at which the bodies of one dialect are grown; more of them say the same. */
const MOST_VARIANTS = 12;
const fixtures = loadHealthFixtures();
/** The fixtures that each dialect reads; a dialect without any fails in `fixtures.test.ts`. */
const byDialect = dialects.map((dialect) => ({
  name: dialect.name,
  dialect,
  own: fixtures.filter((fixture) => fixture.expect.dialect === dialect.name),
}));

const readText = (text: string, fixture: HealthFixture): HealthReading =>
  readHealth(encoder.encode(text), fixture);

describe.each(byDialect)('$name', ({ dialect, own }) => {
  const variants = own.flatMap(enlarged).filter((variant) => recognised(variant, 40));

  it('reads its bodies the same in any order of their keys', () => {
    fc.assert(
      fc.property(fc.constantFrom(...own), fc.infiniteStream(fc.nat()), (fixture, dice) => {
        if (fixture.body === undefined) return;
        const turned = shuffled(fixture.body as Json, () => dice.next().value);
        expect(readText(JSON.stringify(turned), fixture)).toEqual(readHealth(bodyOf(fixture), fixture));
      }),
      { numRuns: 60 },
    );
  });

  it('reads its bodies the same whatever the address', () => {
    for (const fixture of own) {
      const elsewhere = { ...fixture, path: '/api/books' };
      expect(readHealth(bodyOf(fixture), elsewhere)).toEqual(readHealth(bodyOf(fixture), fixture));
    }
  });

  it('throws at no body that differs from its own anywhere', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...own),
        fc.nat(),
        fc.constantFrom<Json>(
          null,
          true,
          0,
          '',
          'down',
          [],
          {},
          [[]],
          [{}],
          { status: 'down' },
          ['x'],
          [null],
        ),
        (fixture, at, graft) => {
          const text = decodeText(bodyOf(fixture), fixture.contentType);
          const { document } = readDocument(text, fixture);
          const grafted =
            document.json === undefined
              ? { text: text.slice(at % text.length), json: undefined }
              : { text, json: grafting(document.json, at, graft) };
          expect(() => dialect.recognise(grafted, fixture) && dialect.read(grafted, fixture)).not.toThrow();
        },
      ),
      { numRuns: 300 },
    );
  });

  it('takes names that mean something to JavaScript or HTML as names', () => {
    for (const fixture of own) {
      for (const { text, name, plain } of renamed(fixture)) {
        const [special, common] = [readText(text(name), fixture), readText(text(plain), fixture)];
        const expected = common.components.map((part) => ({
          ...part,
          path: part.path.replaceAll(plain, name),
        }));
        expect(special.components.toSorted(byPath)).toEqual(expected.toSorted(byPath));
        expect({ ...special, message: '', components: [] }).toEqual({
          ...common,
          message: '',
          components: [],
        });
      }
    }
  });

  it('looks at the body of more components a proportionate number of times', () => {
    for (const variant of variants.slice(0, MOST_VARIANTS)) {
      const [few, many] = [lookups(variant, 50), lookups(variant, 400)];
      expect(many).toBeLessThanOrEqual(8 * few + 400);
    }
  });

  it('takes time in proportion to the number of components', { timeout: 120_000, retry: 2 }, () => {
    for (const variant of variants.slice(0, 2)) {
      const few = Math.min(...[0, 1, 2].map(() => timeOf(variant, 200)));
      const many = Math.min(...[0, 1].map(() => timeOf(variant, 6_400)));
      // 32 times the components: quadratic work would take about 1,000 times as long.
      expect(many / Math.max(few, 0.3)).toBeLessThan(320);
    }
  });

  it('reads as many components as fit into a body into a bounded answer', { timeout: 120_000 }, () => {
    for (const variant of variants.toSorted(bySize).slice(0, 1)) {
      const reading = readText(variant.text(most(variant)), variant.fixture);
      expect(reading.dialect).toBe(dialect.name);
      expect(reading.state).toBe(readText(variant.text(1), variant.fixture).state);
      expect(reading.components.length).toBeLessThanOrEqual(MOST_COMPONENTS);
      expect(JSON.stringify(reading).length).toBeLessThan(MOST_COMPONENTS * 900);
    }
  });

  it('survives a million levels beside its own fields', () => {
    const levels = 1_000_000;
    const deep = '['.repeat(levels) + ']'.repeat(levels);
    for (const fixture of own.slice(0, 1)) {
      if (!isObject(fixture.body as Json)) continue;
      const text = JSON.stringify(fixture.body).replace(/\}$/, `,"x":${deep}}`).replace('{,', '{');
      const { message } = readText(text, fixture);
      expect(message.endsWith('nested deeper than 32 levels, the rest was not read')).toBe(true);
    }
  });
});

/** What makes a body of 1 MiB, which is the most that a check reads. */
function most({ text }: Variant): number {
  const each = (text(110).length - text(10).length) / 100;
  return Math.min(100_000, Math.ceil((1024 * 1024) / each));
}

function bySize(one: Variant, other: Variant): number {
  return one.text(10).length - other.text(10).length;
}

function recognised({ text, fixture }: Variant, size: number): boolean {
  return readText(text(size), fixture).dialect === fixture.expect.dialect;
}

function timeOf({ text, fixture }: Variant, size: number): number {
  const bytes = encoder.encode(text(size));
  const start = performance.now();
  readHealth(bytes, fixture);
  return performance.now() - start;
}

/** How often keys are listed and values looked up while every dialect is asked and the right one reads. */
function lookups({ text, fixture }: Variant, size: number): number {
  const whole = text(size);
  const count = { lookups: 0 };
  const { document } = readDocument(whole, fixture);
  const counted =
    document.json === undefined ? document : { text: whole, json: counting(document.json, count) };
  for (const dialect of dialects) {
    if (!dialect.recognise(counted, fixture)) continue;
    dialect.read(counted, fixture);
    break;
  }
  return count.lookups;
}

function counting(value: Json, count: { lookups: number }): Json {
  if (typeof value !== 'object' || value === null) return value;
  const inner = Array.isArray(value)
    ? value.map((item) => counting(item, count))
    : Object.fromEntries(Object.entries(value).map(([key, item]) => [key, counting(item, count)]));
  const looked = (): void => void count.lookups++;
  return new Proxy(inner, {
    ownKeys: (target) => (looked(), Reflect.ownKeys(target)),
    get: (target, key) => (looked(), Reflect.get(target, key) as unknown),
    getOwnPropertyDescriptor: (target, key) => (looked(), Reflect.getOwnPropertyDescriptor(target, key)),
  });
}

/** The value with one of its inner values, counted through, replaced. */
function grafting(json: Json, at: number, graft: Json): Json {
  const places: (() => void)[] = [];
  const copy = structuredClone(json);
  const visit = (value: Json): void => {
    if (Array.isArray(value)) {
      value.forEach((item, index) => {
        places.push(() => (value[index] = graft));
        visit(item);
      });
    } else if (isObject(value)) {
      for (const [key, item] of Object.entries(value)) {
        places.push(() => Object.defineProperty(value, key, { value: graft, enumerable: true }));
        visit(item);
      }
    }
  };
  visit(copy);
  places[at % Math.max(1, places.length)]?.();
  return copy;
}

/** The same value with the keys of every object in another order. */
function shuffled(value: Json, dice: () => number): Json {
  if (Array.isArray(value)) return value.map((item) => shuffled(item, dice));
  if (!isObject(value)) return value;
  const entries = Object.entries(value).map(([key, item]) => ({
    rank: dice(),
    entry: [key, shuffled(item, dice)] as const,
  }));
  return Object.fromEntries(entries.toSorted((a, b) => a.rank - b.rank).map(({ entry }) => entry));
}

function byPath(a: { path: string }, b: { path: string }): number {
  return a.path < b.path ? -1 : 1;
}
