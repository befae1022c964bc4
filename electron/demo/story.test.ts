import { describe, expect, it } from 'vitest';
import { seededRandom } from './seeded-random.ts';
import { CALM, createStory } from './story.ts';

const seeds = [1, 2, 3, 40, 500];

describe('the story of the demo', () => {
  it('is the same for the same seed and another for another', () => {
    const lengths = (seed: number): number[] =>
      createStory(seededRandom(seed)).chapters.map(({ lengthMs }) => lengthMs);
    expect(lengths(7)).toEqual(lengths(7));
    expect(lengths(7)).not.toEqual(lengths(8));
  });

  it.each(seeds)('lasts about ten minutes (seed %i)', (seed) => {
    const { lengthMs } = createStory(seededRandom(seed));
    expect(lengthMs).toBeGreaterThan(9 * 60_000);
    expect(lengthMs).toBeLessThan(11 * 60_000);
  });

  it('has one chapter for every moment, without gaps', () => {
    const { chapters, lengthMs } = createStory(seededRandom(1));
    let end = 0;
    for (const chapter of chapters) {
      expect(chapter.startMs).toBe(end);
      end += chapter.lengthMs;
    }
    expect(end).toBe(lengthMs);
  });

  it.each(seeds)('tells of every trouble in its order, each between two calm times (seed %i)', (seed) => {
    const { chapters } = createStory(seededRandom(seed));
    expect(chapters.map(({ name }) => name)).toEqual([
      'calm',
      'slow-database',
      'calm',
      'redis-down',
      'calm',
      'third-party-401',
      'third-party-500',
      'calm',
      'total-outage',
      'recovery',
    ]);
    for (const chapter of chapters.filter(({ name }) => name === 'calm' || name === 'recovery')) {
      expect(chapter.world).toEqual(CALM);
    }
  });

  it('has one thing wrong at a time', () => {
    for (const { world } of createStory(seededRandom(1)).chapters) {
      const wrong = Object.entries(CALM).filter(([key, value]) => world[key as keyof typeof world] !== value);
      expect(wrong.length).toBeLessThanOrEqual(1);
    }
  });

  it('finds the chapter of an offset, its first millisecond included', () => {
    const story = createStory(seededRandom(1));
    for (const chapter of story.chapters) {
      expect(story.at(chapter.startMs)).toBe(chapter);
      expect(story.at(chapter.startMs + chapter.lengthMs - 1)).toBe(chapter);
    }
  });

  it('stays calm for ever after', () => {
    const story = createStory(seededRandom(1));
    expect(story.at(story.lengthMs)).toMatchObject({ name: 'afterwards', world: CALM });
    expect(story.at(1e12).world).toEqual(CALM);
  });

  it('lasts long enough in each chapter to be confirmed and shown by checks every five seconds', () => {
    for (const seed of seeds) {
      for (const { lengthMs } of createStory(seededRandom(seed)).chapters) {
        expect(lengthMs).toBeGreaterThan(30_000);
      }
    }
  });
});
