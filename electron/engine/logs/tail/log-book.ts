import { carry, type CarrierTools } from './carriers.ts';
import type { FoundFile } from './discover.ts';
import type { Examined } from './examine.ts';
import { fingerprint } from './fingerprint.ts';
import { positionOf, rememberedLog, setHead, type Carrier, type KnownLog } from './known-log.ts';
import type { OpenFile } from './log-files.ts';
import { positionAt } from './read-turn.ts';
import type { Mark } from './text-source.ts';

/** An open file that was looked into. */
export interface Opened {
  file: OpenFile;
  found: FoundFile;
  examined: Examined;
}

/** All logs of a source, and which file carries which. */
export class LogBook {
  readonly logs: KnownLog[];
  #carried = new Map<string, KnownLog>();
  #source: string;
  #tools: CarrierTools;
  #nextLog: number;

  constructor(source: string, logs: KnownLog[], tools: CarrierTools) {
    this.logs = logs;
    this.#source = source;
    this.#tools = tools;
    this.#nextLog = 1 + logs.reduce((most, { stored }) => Math.max(most, stored.log), 0);
  }

  find(log: number): KnownLog | undefined {
    return this.logs.find(({ stored }) => stored.log === log);
  }

  /** Whether this file carries a log. */
  carries(fileId: string): boolean {
    return this.#carried.has(fileId);
  }

  /** A file carries a log that is known: reading goes on where it stopped. */
  async bind(log: KnownLog, { file, found, examined }: Opened): Promise<void> {
    const offset = positionOf(log);
    const before = examined.before.get(offset) ?? Buffer.alloc(0);
    const carrier = carry(found.path, found, file, examined.gzip, this.#tools);
    const moved = log.stored.path !== found.path;
    carrier.renamed = moved;
    // An archive that was read to its end does not change.
    carrier.unread = !(log.stored.finished && examined.gzip);
    if (!log.head || log.head.length < examined.head.length) setHead(log, examined.head);
    log.reading ??= positionAt({ offset, before }, examined.head);
    log.dirty ||= moved || log.stored.fileId !== found.fileId;
    log.stored = { ...log.stored, path: found.path, fileId: found.fileId };
    log.lost = null;
    log.missed = 0;
    log.over = false;
    await this.#carry(log, carrier);
  }

  /** A file is a log of its own, read from `mark` on. */
  async adopt({ file, found, examined }: Opened, mark: Mark, finished: boolean): Promise<void> {
    const log = rememberedLog(this.#source, {
      log: this.#nextLog++,
      path: found.path,
      fileId: found.fileId,
      head: fingerprint(examined.head),
      headBytes: examined.head.length,
      offset: mark.offset,
      tail: fingerprint(mark.before),
      size: Math.max(mark.offset, examined.gzip ? 0 : examined.length),
      finished,
    });
    setHead(log, examined.head);
    log.reading = positionAt(mark, examined.head);
    log.over = false;
    log.dirty = true;
    this.logs.push(log);
    const carrier = carry(found.path, found, file, examined.gzip, this.#tools);
    carrier.unread = !(finished && examined.gzip);
    await this.#carry(log, carrier);
  }

  /** A log's file turned out to be another one, or went away. */
  async lose(log: KnownLog, reason: 'truncated' | 'gone'): Promise<void> {
    const { carrier } = log;
    if (!carrier) return;
    const position = positionOf(log);
    log.lost = { reason, size: carrier.gzip ? position : Math.max(carrier.size, position) };
    log.missed = 0;
    await this.release(log);
  }

  /** Nothing more is expected of the file of a log. */
  async release(log: KnownLog): Promise<void> {
    const { carrier } = log;
    if (!carrier) return;
    log.carrier = null;
    this.#carried.delete(carrier.fileId);
    await this.#tools.handles.close(carrier);
  }

  /** Lets go of every file. */
  async close(): Promise<void> {
    for (const log of this.logs) await this.release(log);
  }

  async #carry(log: KnownLog, carrier: Carrier): Promise<void> {
    log.carrier = carrier;
    this.#carried.set(carrier.fileId, log);
    await this.#tools.handles.use(carrier);
  }
}
