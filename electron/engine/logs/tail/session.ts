import { reopen, type CarrierTools } from './carriers.ts';
import { unreadable, type Obstacle } from './discover.ts';
import { finishEnded } from './finish-ended.ts';
import { FINGERPRINT_BYTES } from './fingerprint.ts';
import { createFirstContact } from './first-contact.ts';
import { createHandles } from './handles.ts';
import { rememberedLog, type KnownLog } from './known-log.ts';
import { inLanes } from './lanes.ts';
import { LogBook } from './log-book.ts';
import { nodeLogFiles } from './node-log-files.ts';
import { LIMITS, type TailerOptions } from './options.ts';
import { createPartials } from './partials.ts';
import { offerAgain, readTurn, RefusedError } from './read-turn.ts';
import { Scanner, type Scan } from './scan.ts';
import { holdsUp, nextRound, type CarriedLog } from './turn-order.ts';

/** What came of one poll. */
export interface Poll {
  /** Whether something waits to be read. */
  more: boolean;
  obstacles: Obstacle[];
  directories: string[];
}

/** The reading of a source, from the checkpoints that are stored on. */
export interface Session {
  /**
   * Looks at the directory and reads what is new, for one poll interval at most.
   * @param stopped asked between turns
   * @throws what the consumer or the store threw; nothing is lost by it
   */
  poll(stopped: () => boolean): Promise<Poll>;
  /** False until the first contact of the source is stored. */
  begun(): boolean;
  /** How many files carry a log. */
  files(): number;
  close(): Promise<void>;
}

/** @throws what the store threw */
export async function openSession(options: TailerOptions): Promise<Session> {
  const { source, consumer, store, clock, files = nodeLogFiles } = options;
  const { turnBytes, openFiles, lanes } = { ...LIMITS, ...options.limits };
  const workspaces = Array.from({ length: Math.min(lanes, openFiles) }, () =>
    Buffer.allocUnsafeSlow(turnBytes + FINGERPRINT_BYTES),
  );
  const handles = createHandles(openFiles);
  const tools: CarrierTools = { files, handles, now: () => clock.monotonic() };
  const partials = createPartials(consumer);

  const known = await store.load(source.id);
  let firstContact = known
    ? null
    : createFirstContact(source.backfill, options.timeOf ?? (() => null), clock.now());
  const logs = (known ?? []).map((each) => rememberedLog(source.id, each));
  const book = new LogBook(source.id, logs, tools);
  const scanner = new Scanner(book, {
    ...tools,
    scope: source,
    store,
    newestFirst: () => firstContact !== null,
    startOf: (opened) => firstContact?.(opened) ?? Promise.resolve({ offset: 0, before: Buffer.alloc(0) }),
  });

  async function beginSource({ reached }: Scan): Promise<void> {
    if (!firstContact || !reached) return;
    await store.begin(
      source.id,
      book.logs.map(({ stored }) => stored),
    );
    for (const log of book.logs) log.dirty = false;
    firstContact = null;
  }

  async function takeTurn(log: CarriedLog, workspace: Buffer): Promise<void> {
    const { carrier } = log;
    const file = await reopen(carrier, tools);
    if (!file || !carrier.open) return book.lose(log, 'truncated');
    const turn = await readTurn(log, carrier.open.text, { most: turnBytes, workspace }, consumer);
    if (turn === 'changed') await book.lose(log, 'truncated');
    if (turn === 'end') carrier.unread = false;
  }

  /** @returns whether more waits */
  async function readAll(obstacles: Obstacle[], stopped: () => boolean): Promise<boolean> {
    const until = clock.monotonic() + source.pollMs;
    const failed = new Set<KnownLog>();
    /** @returns whether nothing more is to be read */
    const takeFamily = async (family: readonly CarriedLog[], workspace: Buffer): Promise<boolean> => {
      const unread: CarriedLog[] = [];
      for (const log of family) {
        if (stopped()) return true;
        if (unread.some((older) => holdsUp(older, log))) break;
        const { path } = log.carrier;
        try {
          await takeTurn(log, workspace);
        } catch (error) {
          if (error instanceof RefusedError) throw error;
          failed.add(log);
          obstacles.push(unreadable(path, error));
        }
        if (log.carrier?.unread) unread.push(log);
      }
      return false;
    };
    const waiting = (): CarriedLog[][] =>
      nextRound(failed.size === 0 ? book.logs : book.logs.filter((log) => !failed.has(log)));
    /** Families that are read at the moment. */
    const taken = new Set<string>();
    let round = waiting();
    /** Goes through the families again and again; who has read one need not wait for who reads another. */
    const nextFamily = (): readonly CarriedLog[] | null => {
      if (round.length === 0 && clock.monotonic() < until)
        round = waiting().filter((family) => !taken.has(keyOf(family)));
      return round.shift() ?? null;
    };
    const ends = await inLanes(nextFamily, workspaces, async (family, workspace) => {
      taken.add(keyOf(family));
      try {
        return await takeFamily(family, workspace);
      } finally {
        taken.delete(keyOf(family));
      }
    });
    return !ends && waiting().length > 0;
  }

  return {
    async poll(stopped) {
      for (const log of book.logs) if (log.refused) await offerAgain(log, consumer);
      const scan = await scanner.scan();
      await beginSource(scan);
      if (firstContact) return { ...scan, more: false };
      const obstacles = [...scan.obstacles];
      const more = await readAll(obstacles, stopped);
      await finishEnded(book, consumer, handles, clock.monotonic());
      partials.show(book.logs);
      return { more, obstacles, directories: scan.directories };
    },
    begun: () => firstContact === null,
    files: () => book.logs.reduce((count, { carrier }) => (carrier ? count + 1 : count), 0),
    close: () => book.close(),
  };
}

const keyOf = (family: readonly CarriedLog[]): string => family[0]?.carrier.family.key ?? '';
