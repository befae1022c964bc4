import type { Cancel, Clock } from '../../ports.ts';
import { reopen } from './carriers.ts';
import { createFirstContact, type Backfill, type TimeOf } from './first-contact.ts';
import { createHandles, type Handles } from './handles.ts';
import { rememberedLog, type KnownLog } from './known-log.ts';
import type { LogFiles } from './log-files.ts';
import { nodeLogFiles } from './node-log-files.ts';
import { createPartials, type Partials } from './partials.ts';
import { unreadable, type Obstacle, type Scope } from './discover.ts';
import { finish, offerAgain, readTurn, RefusedError } from './read-turn.ts';
import { Scanner, type Scan } from './scan.ts';
import { isAtItsEnd, isCarried, newestOfFamilies, nextRound, type CarriedLog } from './turn-order.ts';
import type { SourceState, TailConsumer, TailStore } from './types.ts';
import { createWatching } from './watching.ts';

/** What of a source's configuration the tailer needs; a `LogSourceConfig` has it all. */
export interface TailSource extends Scope {
  id: string;
  pollMs: number;
  backfill: Backfill;
}

export interface TailerOptions {
  source: TailSource;
  consumer: TailConsumer;
  store: TailStore;
  clock: Clock;
  /** For the age of what is read at first contact; without it, bytes alone bound it. */
  timeOf?: TimeOf;
  /** Told when the state changes. */
  onState?: (state: SourceState) => void;
  files?: LogFiles;
  limits?: Partial<TailLimits>;
}

export interface TailLimits {
  /** Bytes of one file in one turn. */
  turnBytes: number;
  /** Files held open. */
  openFiles: number;
}

const LIMITS: TailLimits = { turnBytes: 1024 * 1024, openFiles: 500 };

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
}

/** Reads the lines of a source's files, each once and in order, through rotations and restarts. */
export function createTailer(options: TailerOptions): Tailer {
  const { source, consumer, store, clock, files = nodeLogFiles } = options;
  const limits = { ...LIMITS, ...options.limits };
  const workspace = Buffer.allocUnsafeSlow(limits.turnBytes + 1000);
  const handles: Handles = createHandles(limits.openFiles);
  const partials: Partials = createPartials(consumer);
  const watching = createWatching(files, clock, () => wake());
  let scanner: Scanner | null = null;
  let firstContact = false;
  let state: SourceState = { state: 'unknown', reason: `${source.dir} was not looked at yet` };
  let running: Promise<boolean> | null = null;
  let timer: Cancel | null = null;
  let stopped = false;
  const tools = { files, handles, workspace, now: () => clock.monotonic() };

  async function begin(): Promise<Scanner> {
    const known = await store.load(source.id);
    firstContact = known === null;
    const start = firstContact
      ? createFirstContact(source.backfill, options.timeOf ?? (() => null), clock.now())
      : null;
    const fromHead = { offset: 0, before: Buffer.alloc(0) };
    return new Scanner(
      (known ?? []).map((each) => rememberedLog(source.id, each)),
      {
        ...tools,
        source: source.id,
        scope: source,
        store,
        newestFirst: () => firstContact,
        startOf: (file, found, examined) =>
          firstContact && start ? start(file, found, examined) : Promise.resolve(fromHead),
      },
    );
  }

  async function look(current: Scanner): Promise<Scan> {
    const scan = await current.scan();
    watching.follow(scan.directories);
    if (firstContact && scan.reached) {
      await store.begin(
        source.id,
        current.logs.map(({ stored }) => stored),
      );
      for (const log of current.logs) log.dirty = false;
      firstContact = false;
    }
    return scan;
  }

  /** @returns whether more waits */
  async function readAll(current: Scanner, obstacles: Obstacle[]): Promise<boolean> {
    const until = clock.monotonic() + source.pollMs;
    const failed = new Set<KnownLog>();
    for (;;) {
      const round = nextRound(current.logs.filter(isCarried).filter((log) => !failed.has(log)));
      if (round.length === 0) return false;
      for (const log of round) {
        if (stopped) return false;
        const { path } = log.carrier;
        try {
          await takeTurn(current, log);
        } catch (error) {
          if (error instanceof RefusedError) throw error;
          failed.add(log);
          obstacles.push(unreadable(path, error));
        }
      }
      if (clock.monotonic() >= until) return true;
    }
  }

  async function takeTurn(current: Scanner, log: CarriedLog): Promise<void> {
    const { carrier } = log;
    const file = await reopen(carrier, tools);
    if (!file || !carrier.open) return current.lose(log, 'truncated');
    const turn = await readTurn(log, carrier.open.text, limits.turnBytes, consumer);
    if (turn === 'changed') await current.lose(log, 'truncated');
    if (turn === 'end') carrier.unread = false;
  }

  /** What ended is stored to its last byte, and its file let go. */
  async function finishAll(current: Scanner): Promise<void> {
    const carried = current.logs.filter(isCarried);
    const newest = newestOfFamilies(carried);
    const now = clock.monotonic();
    for (const log of carried) {
      const { carrier } = log;
      const successor = (newest.get(carrier.family.key) ?? -Infinity) > carrier.changedAt;
      if (!isAtItsEnd(carrier, successor, now)) continue;
      if (carrier.gzip && !carrier.complete && !log.stored.finished) {
        log.gaps.push({ offset: log.reading?.mark.offset ?? log.stored.offset, bytes: null, reason: 'gzip' });
      }
      await finish(log, consumer);
      if (carrier.deleted && now - carrier.grewAt < DELETED_MS) continue;
      if (carrier.deleted) {
        await current.release(log);
        log.over = true;
      } else if (carrier.quietLooks > 2) await handles.close(carrier);
    }
    for (const log of current.logs) {
      if (log.over && !log.carrier && (log.reading || log.dirty)) await closeOff(log);
    }
  }

  /** A log whose file is lost for good: what was read of its last line is a line, and its gap is named. */
  async function closeOff(log: KnownLog): Promise<void> {
    await finish(log, consumer);
    log.reading = null;
  }

  async function cycle(): Promise<boolean> {
    const obstacles: Obstacle[] = [];
    let more = false;
    try {
      scanner ??= await begin();
      for (const log of scanner.logs) if (log.refused) await offerAgain(log, consumer);
      const scan = await look(scanner);
      obstacles.push(...scan.obstacles);
      if (!firstContact) {
        more = await readAll(scanner, obstacles);
        await finishAll(scanner);
        partials.show(scanner.logs);
      }
    } catch (error) {
      obstacles.unshift({ path: source.dir, reason: notStored(error) });
      // Where nothing was begun yet, everything is looked at anew.
      if (firstContact) await forget();
    }
    tell(obstacles[0]?.reason ?? null);
    return more;
  }

  async function forget(): Promise<void> {
    const logs = scanner?.logs ?? [];
    scanner = null;
    for (const log of logs) if (log.carrier) await handles.close(log.carrier);
  }

  function tell(reason: string | null): void {
    const next: SourceState = { state: reason === null ? 'ok' : 'unknown', reason };
    const changed = next.state !== state.state || next.reason !== state.reason;
    state = next;
    if (changed) options.onState?.(next);
  }

  function poll(): Promise<boolean> {
    running ??= cycle().finally(() => (running = null));
    return running;
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
      schedule(0);
    },
    async stop() {
      stopped = true;
      timer?.();
      timer = null;
      watching.stop();
      await running;
      await forget();
    },
    poll,
    state: () => state,
  };
}

/** A deleted file may still be written to; it is held so long after the last time that was seen. */
const DELETED_MS = 60_000;

function notStored(error: unknown): string {
  const why = error instanceof Error ? error.message : String(error);
  return `what is read cannot be stored (${why}); reading goes on where it stopped as soon as it can`;
}
