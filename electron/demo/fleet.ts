import { mkdir, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Cancel, Clock, Random } from '../engine/ports.ts';
import { assistantCli } from './assistant-cli/system.ts';
import { assistantPlatform } from './assistant-platform/system.ts';
import { makeBackups } from './backups.ts';
import { bookReview } from './book-review/system.ts';
import { demoConfig } from './config.ts';
import { systemDir, type DemoContext, type DemoSystem } from './context.ts';
import { choosePorts, type Ports } from './ports.ts';
import { sharedServices } from './shared-services.ts';
import { createStory, type Chapter, type Story } from './story.ts';
import { universalAssistant } from './universal-assistant/system.ts';
import { writingPlatform } from './writing-platform/system.ts';

export interface DemoFleetOptions {
  /** Absolute path of the demo's own folder; made when it is missing. */
  dataDir: string;
  clock: Clock;
  random: Random;
  /** How many times faster than real the story runs; 1 is real time. */
  speed: number;
  /** The argv that runs the assistant's `monitor` command, without its own arguments. */
  assistantCommand: readonly string[];
  /** Enforce the platforms' limits of 100 requests in 15 minutes; off, because the demo asks more often. */
  rateLimit?: boolean;
  /** Told of what the fleet could not do, in plain words. */
  onProblem: (message: string) => void;
}

/** Where the story stands. */
export interface StoryPosition {
  /** Milliseconds of the story since its beginning, and the length of it. */
  offsetMs: number;
  lengthMs: number;
  chapter: Chapter;
  finished: boolean;
}

/** The running fleet: five systems and what they lean on, on loopback ports of its own. */
export interface DemoFleet {
  /** Absolute path of the configuration that watches it. */
  configYaml: string;
  ports: Ports;
  storyPosition(): StoryPosition;
  /** Tells the story again from its beginning. */
  replay(): void;
  /** Closes every port and file; resolves when all are closed. */
  stop(): Promise<void>;
}

const TICK_MS = 1_000;

/**
 * Starts the five systems, writes `<dataDir>/watchpost.yaml`, and begins the story.
 * Rejects when a port cannot be opened or the folder cannot be written.
 */
export async function startDemoFleet(options: DemoFleetOptions): Promise<DemoFleet> {
  const { dataDir, clock, random, speed } = options;
  await mkdir(dataDir, { recursive: true, mode: 0o700 });
  const story = createStory(random);
  const ports = await choosePorts(dataDir, random);
  const teller = tellStory(story, clock, speed);
  const context: DemoContext = {
    clock,
    random,
    speed,
    dataDir,
    onProblem: options.onProblem,
    world: () => teller.position().chapter.world,
  };
  const backups = join(systemDir(context, 'writing-platform'), 'backups');
  const { systems, dirs } = buildSystems(context, ports, options.rateLimit ?? false);
  await startAll(systems);
  await makeBackups(backups, clock);
  const configYaml = join(dataDir, 'watchpost.yaml');
  const facts = { ports, assistantCommand: options.assistantCommand, dirs: { ...dirs, backups } };
  await replaceFile(configYaml, demoConfig(facts));

  const work = repeat(clock, TICK_MS / speed, async () => {
    const results = await Promise.allSettled([
      ...systems.map((system) => system.tick()),
      makeBackups(backups, clock),
    ]);
    for (const result of results) {
      if (result.status === 'rejected')
        options.onProblem(`A part of the demo failed: ${String(result.reason)}`);
    }
  });
  return {
    configYaml,
    ports,
    storyPosition: teller.position,
    replay: teller.restart,
    async stop() {
      await work.stop();
      await Promise.all(systems.map((system) => system.stop()));
    },
  };
}

function tellStory(
  story: Story,
  clock: Clock,
  speed: number,
): { position: () => StoryPosition; restart: () => void } {
  let beganAt = clock.monotonic();
  return {
    position() {
      const offsetMs = (clock.monotonic() - beganAt) * speed;
      const { lengthMs } = story;
      return { offsetMs, lengthMs, chapter: story.at(offsetMs), finished: offsetMs >= lengthMs };
    },
    restart() {
      beganAt = clock.monotonic();
    },
  };
}

function buildSystems(context: DemoContext, ports: Ports, rateLimit: boolean) {
  const assistant = assistantCli(context);
  const platform = assistantPlatform(context, { port: ports.platform, rateLimit });
  const writing = writingPlatform(context, {
    ports: [ports.writing1, ports.writing2, ports.model],
    rateLimit,
  });
  const books = bookReview(context, ports.books);
  const systems: DemoSystem[] = [
    sharedServices(context, ports),
    assistant,
    platform,
    universalAssistant(context, ports.universal),
    writing,
    books,
  ];
  const dirs = {
    assistant: assistant.dir,
    platformLogs: platform.dir,
    writingLogs: writing.dir,
    bookLogs: books.dir,
  };
  return { systems, dirs };
}

async function startAll(systems: readonly DemoSystem[]): Promise<void> {
  const results = await Promise.allSettled(systems.map((system) => system.start()));
  const failed = results.find((result) => result.status === 'rejected');
  if (!failed) return;
  await Promise.allSettled(systems.map((system) => system.stop()));
  throw new Error('A server of the demo could not be started.', { cause: failed.reason });
}

async function replaceFile(path: string, content: string): Promise<void> {
  await writeFile(`${path}.new`, content, { mode: 0o600 });
  await rename(`${path}.new`, path);
}

/** Does `work` again and again with a pause between; `stop` waits for the one that is under way. */
function repeat(clock: Clock, pauseMs: number, work: () => Promise<void>): { stop: () => Promise<void> } {
  let stopped = false;
  let running: Promise<void> = Promise.resolve();
  let cancel: Cancel = () => undefined;
  const plan = (): void => {
    cancel = clock.setTimeout(() => {
      running = work().then(() => {
        if (!stopped) plan();
      });
    }, pauseMs);
  };
  plan();
  return {
    async stop() {
      stopped = true;
      cancel();
      await running;
    },
  };
}
