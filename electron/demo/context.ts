import { join } from 'node:path';
import type { Clock, Random } from '../engine/ports.ts';
import type { World } from './story.ts';

/** What every system of the fleet is given. */
export interface DemoContext {
  clock: Clock;
  random: Random;
  /** How many times faster than real the story runs; waits are shortened by it. */
  speed: number;
  /** What is wrong at this moment of the story. */
  world: () => World;
  /** Folder of the fleet's files. */
  dataDir: string;
  /** Told of what the fleet could not do, in plain words. */
  onProblem: (message: string) => void;
}

/** One system of the fleet. */
export interface DemoSystem {
  start(): Promise<void>;
  /** Called about once a second of the story: opens and closes ports as the world wants, and makes traffic. */
  tick(): Promise<void>;
  /** Closes ports and files; resolves when all are closed. */
  stop(): Promise<void>;
}

/** Folder of one system's files, such as its logs. */
export function systemDir(context: Pick<DemoContext, 'dataDir'>, system: string): string {
  return join(context.dataDir, 'systems', system);
}

/** The time of `clock` as ISO 8601 UTC. */
export function isoTime(clock: Clock): string {
  return new Date(clock.now()).toISOString();
}
