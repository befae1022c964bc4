import type { Cancel } from '../../ports.ts';
import { nodeLogFiles } from './node-log-files.ts';
import type { TailerOptions } from './options.ts';
import { openSession, type Session } from './session.ts';
import type { SourceState } from './types.ts';
import { createWatching } from './watching.ts';

export interface Tailer {
  /** Polls from now on. */
  start(): void;
  /** Ends polling, waits for what is under way, closes every file. Nothing needs to be stored. */
  stop(): Promise<void>;
  /**
   * One look at the directory, and reading of what is new, for one poll interval at most. Never fails.
   * @returns whether more waits to be read
   */
  poll(): Promise<boolean>;
  state(): SourceState;
  /** How many files are read at present. */
  files(): number;
}

/** Reads the lines of a source's files, each once and in order, through rotations and restarts. */
export function createTailer(options: TailerOptions): Tailer {
  const { source, clock, files = nodeLogFiles, onState } = options;
  const watching = createWatching(files, clock, wake);
  let session: Session | null = null;
  let state: SourceState = { state: 'unknown', reason: `${source.dir} was not looked at yet` };
  let running: Promise<boolean> | null = null;
  let timer: Cancel | null = null;
  /** Whether it polls by itself. */
  let started = false;
  let stopped = false;

  async function pollOnce(): Promise<boolean> {
    try {
      session ??= await openSession(options);
      const { more, obstacles, directories } = await session.poll(() => stopped);
      if (started) watching.follow(directories);
      tell(obstacles[0]?.reason ?? null);
      return more;
    } catch (error) {
      tell(notStored(error));
      // Where nothing was begun yet, everything is looked at anew.
      if (session && !session.begun()) await close();
      return false;
    }
  }

  function poll(): Promise<boolean> {
    running ??= pollOnce().finally(() => (running = null));
    return running;
  }

  async function close(): Promise<void> {
    const closing = session;
    session = null;
    await closing?.close();
  }

  function tell(reason: string | null): void {
    const next: SourceState = { state: reason === null ? 'ok' : 'unknown', reason };
    if (next.state === state.state && next.reason === state.reason) return;
    state = next;
    onState?.(next);
  }

  function schedule(delayMs: number): void {
    timer?.();
    timer = clock.setTimeout(() => {
      timer = null;
      void poll().then((more) => {
        if (!stopped) schedule(more ? 0 : source.pollMs);
      });
    }, delayMs);
  }

  function wake(): void {
    if (timer && !stopped) schedule(0);
  }

  return {
    start() {
      stopped = false;
      started = true;
      schedule(0);
    },
    async stop() {
      stopped = true;
      started = false;
      timer?.();
      timer = null;
      watching.stop();
      await running;
      await close();
    },
    poll,
    state: () => state,
    files: () => session?.files() ?? 0,
  };
}

function notStored(error: unknown): string {
  const why = error instanceof Error ? error.message : String(error);
  return `what is read cannot be stored (${why}); reading goes on where it stopped as soon as it can`;
}
