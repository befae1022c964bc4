import { describe, expect, it } from 'vitest';
import {
  bodyOf,
  type HealthFixture,
  loadHealthFixtures,
} from '../../../tests/fixtures/health/load-fixtures.ts';
import { dialects } from './dialects.ts';
import { readHealth } from './read-health.ts';

const fixtures = loadHealthFixtures();

function expectedComponents({ expect: { components } }: HealthFixture): unknown[] {
  return Object.entries(components).map(([path, said]) =>
    Array.isArray(said) ? { path, state: said[0], message: said[1] } : { path, state: said },
  );
}

describe('health bodies of real systems', () => {
  it.each(fixtures)('$name reads as expected', (fixture) => {
    const { expect: expected } = fixture;
    const reading = readHealth(bodyOf(fixture), fixture);
    const withMessage = new Set(
      Object.entries(expected.components).flatMap(([path, said]) => (Array.isArray(said) ? [path] : [])),
    );
    const components = reading.components.map(({ path, state, message }) =>
      withMessage.has(path) ? { path, state, message } : { path, state },
    );
    expect({ dialect: reading.dialect, state: reading.state, ownWord: reading.ownWord }).toEqual({
      dialect: expected.dialect,
      state: expected.state,
      ownWord: expected.ownWord,
    });
    expect(components.toSorted(byPath)).toEqual(
      (expectedComponents(fixture) as { path: string }[]).toSorted(byPath),
    );
    expect(reading.message).toBe(expected.message ?? reading.message);
    expect(reading.facts).toEqual(expected.facts ?? reading.facts);
  });

  it.each(fixtures.filter((fixture) => fixture.body !== undefined))(
    '$name reads the same whatever the order of its keys',
    (fixture) => {
      const turned = readHealth(bodyOf({ ...fixture, body: reversed(fixture.body) }), fixture);
      expect(turned).toEqual(readHealth(bodyOf(fixture), fixture));
    },
  );

  it.each(fixtures)('$name is survived when it breaks off anywhere', (fixture) => {
    const body = bodyOf(fixture);
    for (let length = 0; length < body.length; length++) {
      expect(() => readHealth(body.subarray(0, length), fixture)).not.toThrow();
    }
  });

  it('covers every dialect of the registry', () => {
    const seen = new Set(fixtures.map((fixture) => fixture.expect.dialect));
    expect(dialects.map((dialect) => dialect.name).filter((name) => !seen.has(name))).toEqual([]);
  });

  it('names the source of every fixture', () => {
    expect(fixtures.filter((fixture) => fixture.source.trim() === '').map((fixture) => fixture.name)).toEqual(
      [],
    );
  });
});

function byPath(a: { path: string }, b: { path: string }): number {
  return a.path < b.path ? -1 : 1;
}

/** The same value with the keys of every object in reverse. */
function reversed(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(reversed);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).map(([key, inner]): [string, unknown] => [key, reversed(inner)]);
  return Object.fromEntries(entries.toReversed());
}
