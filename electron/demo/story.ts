import type { Random } from '../engine/ports.ts';

/** What is wrong where at one moment of the story. */
export interface World {
  database: 'fast' | 'slow';
  redis: 'up' | 'down';
  /** The model provider that three of the systems call; 401 means reachable, but the key is not accepted. */
  thirdParty: 'ok' | 'unauthorized' | 'failing';
  /** The AI assistant platform: `down` refuses connections. */
  platform: 'up' | 'down';
}

export const CALM: World = { database: 'fast', redis: 'up', thirdParty: 'ok', platform: 'up' };

export type ChapterName =
  | 'calm'
  | 'slow-database'
  | 'redis-down'
  | 'third-party-401'
  | 'third-party-500'
  | 'total-outage'
  | 'recovery'
  | 'afterwards';

export interface Chapter {
  name: ChapterName;
  /** Plain words for people. */
  title: string;
  /** Offset from the story's start and length, in milliseconds of the story. */
  startMs: number;
  lengthMs: number;
  world: World;
}

export interface Story {
  /** In order, without gaps, from 0 to `lengthMs`. */
  chapters: readonly Chapter[];
  lengthMs: number;
  /** The chapter at an offset; before the start it is the first, past the end an endless calm one. */
  at(offsetMs: number): Chapter;
}

interface Outline {
  name: ChapterName;
  title: string;
  seconds: number;
  change: Partial<World>;
}

const OUTLINE: readonly Outline[] = [
  { name: 'calm', title: 'Everything is healthy', seconds: 50, change: {} },
  { name: 'slow-database', title: 'The databases are slow', seconds: 85, change: { database: 'slow' } },
  { name: 'calm', title: 'The databases are fast again', seconds: 40, change: {} },
  { name: 'redis-down', title: 'Redis is down', seconds: 100, change: { redis: 'down' } },
  { name: 'calm', title: 'Redis is back', seconds: 45, change: {} },
  {
    name: 'third-party-401',
    title: 'The model provider answers 401: reachable',
    seconds: 40,
    change: { thirdParty: 'unauthorized' },
  },
  {
    name: 'third-party-500',
    title: 'The model provider fails',
    seconds: 70,
    change: { thirdParty: 'failing' },
  },
  { name: 'calm', title: 'The model provider is back', seconds: 40, change: {} },
  {
    name: 'total-outage',
    title: 'The assistant platform is gone',
    seconds: 70,
    change: { platform: 'down' },
  },
  { name: 'recovery', title: 'Everything recovers', seconds: 60, change: {} },
];

/** Each chapter is up to this much shorter or longer than planned. */
const VARIATION = 0.1;

/** The demo's story of about ten minutes; the same numbers from `random` give the same story. */
export function createStory(random: Random): Story {
  let startMs = 0;
  const chapters = OUTLINE.map(({ name, title, seconds, change }): Chapter => {
    const lengthMs = Math.round(seconds * 1000 * (1 + VARIATION * (2 * random() - 1)));
    const chapter = { name, title, startMs, lengthMs, world: { ...CALM, ...change } };
    startMs += lengthMs;
    return chapter;
  });
  const afterwards: Chapter = {
    name: 'afterwards',
    title: 'The story is over and everything stays healthy',
    startMs,
    lengthMs: Number.POSITIVE_INFINITY,
    world: CALM,
  };
  return {
    chapters,
    lengthMs: startMs,
    at: (offsetMs) => chapters.find((chapter) => offsetMs < chapter.startMs + chapter.lengthMs) ?? afterwards,
  };
}
