import { describe, expect, it } from 'vitest';
import { readWord } from './words.ts';

describe('words of health', () => {
  it.each([
    ['healthy', ['OK', ' up ', 'Passing', 'GREEN', 'none', 'serving', 'operational', 'Connected']],
    [
      'degraded',
      ['warn', 'YELLOW', 'partial_outage', 'Partial Outage', 'partial-outage', 'partialOutage', 'minor'],
    ],
    [
      'unhealthy',
      ['DOWN', 'OUT_OF_SERVICE', 'Timed Out', 'not-serving', 'not ready', 'NOT_READY', 'shutting down'],
    ],
    ['unknown', ['Unknown', 'disabled', 'SKIPPED', 'not configured', 'n/a']],
  ])('reads the %s family in any spelling', (state, words) => {
    expect(words.map((word) => readWord(word)?.state)).toEqual(words.map(() => state));
  });

  it.each(['starting', 'needs migration', 'in-maintenance', 'read_only', 'READONLY'])(
    'knows %j as passing',
    (word) => {
      expect(readWord(word)).toMatchObject({ state: 'degraded', transitional: true });
    },
  );

  it('never finds a word inside a message', () => {
    expect(['the database is down', 'ok.', 'not ok at all', '', 'x'.repeat(1000)].map(readWord)).toEqual(
      Array.from({ length: 5 }, () => null),
    );
  });
});
