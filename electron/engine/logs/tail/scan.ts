import { candidateOf, lookInto, noteStranger, type Stranger } from './candidates.ts';
import { carry, stillCarries, type CarrierTools } from './carriers.ts';
import {
  discover,
  unreadable,
  type Discovery,
  type FoundFile,
  type Obstacle,
  type Scope,
} from './discover.ts';
import { bytesBefore, type Examined } from './examine.ts';
import { familyOf } from './family.ts';
import { fingerprint } from './fingerprint.ts';
import { decide, SETTLED_MS } from './identity.ts';
import { positionOf, rememberedLog, startsLike, type Carrier, type KnownLog } from './known-log.ts';
import { errorCode, type FileFacts, type OpenFile } from './log-files.ts';
import { findOutside } from './outside.ts';
import { positionAt } from './read-turn.ts';
import type { Mark } from './text-source.ts';
import type { TailStore } from './types.ts';

export interface ScanTools extends CarrierTools {
  source: string;
  scope: Scope;
  store: TailStore;
  /** In which order files are looked at that are new: at first contact the newest first. */
  newestFirst(): boolean;
  /** Where reading of a new log starts: the start of a line. */
  startOf(file: OpenFile, found: FoundFile, examined: Examined): Promise<Mark>;
}

/** What a look at the directory found. */
export interface Scan {
  reached: boolean;
  directories: string[];
  obstacles: Obstacle[];
}

/** A log without a file is given up after so many looks: between listing and looking a file may change its name. */
const LOOKS_IN_VAIN = 2;

/** Finds which file carries which log. */
export class Scanner {
  readonly logs: KnownLog[];
  #strangers = new Map<string, Stranger>();
  #tools: ScanTools;
  #newestChange = 0;
  /** By `device:inode`. */
  #carried = new Map<string, KnownLog>();
  #nextLog: number;

  constructor(logs: KnownLog[], tools: ScanTools) {
    this.logs = logs;
    this.#tools = tools;
    this.#nextLog = 1 + logs.reduce((most, { stored }) => Math.max(most, stored.log), 0);
  }

  /** Looks at the directory. Never fails; what cannot be read is among the obstacles. */
  async scan(): Promise<Scan> {
    const found = await discover(this.#tools.scope, this.#tools.files);
    this.#newestChange = Math.max(0, ...found.files.map(({ changedAt }) => changedAt));
    await this.#lookAfterCarriers(found);
    const files = found.files.filter(({ fileId }) => !this.#carried.has(fileId));
    this.#noteStrangers(files);
    await this.#settle(
      files.toSorted(this.#tools.newestFirst() ? newestFirst : longestFirst),
      found.obstacles,
    );
    await this.#giveUp(found);
    return found;
  }

  /** A log's file turned out to be another one, or went away. */
  async lose(log: KnownLog, reason: 'truncated' | 'gone'): Promise<void> {
    const { carrier } = log;
    if (!carrier) return;
    log.lost = { reason, size: carrier.gzip ? positionOf(log) : Math.max(carrier.size, positionOf(log)) };
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

  async #lookAfterCarriers({ files, obstacles, reached }: Discovery): Promise<void> {
    const byId = new Map(files.map((file) => [file.fileId, file]));
    for (const log of this.logs) {
      const { carrier } = log;
      if (!carrier) continue;
      const found = byId.get(carrier.fileId);
      try {
        const facts = (await carrier.open?.file.facts()) ?? found;
        if (!facts) {
          if (reached) await this.lose(log, 'gone');
          continue;
        }
        carrier.left = reached && !found && facts.links > 0;
        if (found && found.path !== carrier.path) {
          carrier.path = found.path;
          carrier.family = familyOf(found.path);
          carrier.renamed = true;
          log.dirty = true;
        }
        const certain = facts.changedAt < this.#newestChange - RECENT_MS;
        if (!(await stillCarries(log, carrier, facts, certain, this.#tools)))
          await this.lose(log, 'truncated');
      } catch (error) {
        if (errorCode(error) === 'ENOENT') await this.lose(log, 'gone');
        else obstacles.push(unreadable(carrier.path, error));
      }
    }
  }

  #noteStrangers(files: readonly FoundFile[]): void {
    const now = this.#tools.now();
    const strangers = files.map(
      (file) => [file.fileId, noteStranger(this.#strangers.get(file.fileId), file, now)] as const,
    );
    this.#strangers = new Map(strangers);
  }

  /** First whatever carries a log that lost its file, then everything else. */
  async #settle(files: readonly FoundFile[], obstacles: Obstacle[]): Promise<void> {
    const seeking = this.logs.some(({ carrier, over }) => !carrier && !over);
    for (const pass of seeking ? (['seek', 'decide'] as const) : (['decide'] as const)) {
      for (const found of pass === 'seek' ? this.#likeliestFirst(files) : files) {
        const stranger = this.#strangers.get(found.fileId);
        if (!stranger || found.size === 0) continue;
        try {
          await this.#withFile(found, (file, facts) =>
            this.#look(pass, file, { ...found, ...facts }, stranger),
          );
        } catch (error) {
          // Gone or renamed since the listing: the next look finds it.
          if (errorCode(error) !== 'ENOENT') obstacles.push(unreadable(found.path, error));
        }
      }
    }
  }

  /** Files whose device and inode, then path, are those of a log come first: they say which one is meant. */
  #likeliestFirst(files: readonly FoundFile[]): FoundFile[] {
    const seeking = this.logs.filter(({ carrier }) => !carrier);
    const ids = new Set(seeking.map(({ stored }) => stored.fileId));
    const paths = new Set(seeking.map(({ stored }) => stored.path));
    const rank = ({ fileId, path }: FoundFile) => (ids.has(fileId) ? 0 : 2) + (paths.has(path) ? 0 : 1);
    return files.toSorted((a, b) => rank(a) - rank(b) || b.size - a.size);
  }

  /** Opens a file; it is closed again unless `use` keeps it. */
  async #withFile(
    found: FoundFile,
    use: (file: OpenFile, facts: FileFacts) => Promise<'keep' | 'close'>,
  ): Promise<void> {
    if (this.#isIdleDuplicate(found)) return;
    const file = await this.#tools.files.open(found.path);
    let kept: 'keep' | 'close' = 'close';
    try {
      const facts = await file.facts();
      if (facts.kind === 'file' && facts.fileId === found.fileId) kept = await use(file, facts);
    } finally {
      if (kept === 'close') await file.close();
    }
  }

  /** A complete copy of a log that is still read from elsewhere: nothing to look at before it may be told apart. */
  #isIdleDuplicate({ fileId }: FoundFile): boolean {
    const stranger = this.#strangers.get(fileId);
    if (!stranger?.judged || !stranger.duplicateOf?.log.carrier || !stranger.examined) return false;
    const isRead = positionOf(stranger.duplicateOf.log) >= stranger.examined.length;
    return !isRead || !hasSettled(stranger, this.#tools.now());
  }

  async #look(
    pass: 'seek' | 'decide',
    file: OpenFile,
    found: FoundFile,
    stranger: Stranger,
  ): Promise<'keep' | 'close'> {
    if (this.#carried.has(found.fileId)) return 'close';
    const related = pass === 'seek' ? this.logs.filter((log) => isSought(log, found)) : this.logs;
    const examined = await lookInto(file, stranger, related);
    if (pass === 'decide' && stranger.duplicateOf) {
      if (await this.#fork(stranger, stranger.duplicateOf, file, found, examined)) return 'keep';
    }
    const { store } = this.#tools;
    const now = this.#tools.now();
    const candidate = await candidateOf(found, stranger, examined, related, { file, store, now });
    const verdict = decide(candidate);
    process.stderr.write(
      `${pass} ${found.path.split('/').pop()} ${JSON.stringify(verdict)} ${JSON.stringify(candidate)}\n`,
    );
    const log = 'log' in verdict ? this.logs.find(({ stored }) => stored.log === verdict.log) : undefined;
    if (verdict.kind === 'same' && log) {
      await this.#bind(log, file, found, examined);
      return 'keep';
    }
    if (pass === 'seek') return 'close';
    stranger.waitsFor = verdict.kind === 'wait' ? (log ?? 'unknown') : null;
    stranger.judged = true;
    stranger.duplicateOf = verdict.kind === 'duplicate' && log ? { log, certainTo: positionOf(log) } : null;
    if (verdict.kind === 'held') {
      if (log) log.copiedTo = Math.max(log.copiedTo, examined.length);
      await this.#adopt(file, found, examined, { offset: examined.length, before: examined.end }, true);
      return 'keep';
    }
    if (verdict.kind !== 'new') return 'close';
    await this.#adopt(file, found, examined, await this.#tools.startOf(file, found, examined), false);
    return 'keep';
  }

  /**
   * A copy that grows no more becomes a log of its own once all that it holds was read of its original; one that is
   * seen to differ does at once.
   * @returns false where it is still too early, or it was written anew
   */
  async #fork(
    stranger: Stranger,
    { log, certainTo }: { log: KnownLog; certainTo: number },
    file: OpenFile,
    found: FoundFile,
    examined: Examined,
  ): Promise<boolean> {
    const original = log.carrier && !log.carrier.gzip ? log.carrier.open?.file : null;
    if (!original || examined.gzip || !startsLike(log, examined.head)) return false;
    const agreesAt = async (offset: number) =>
      (await bytesBefore(file, offset)).equals(await bytesBefore(original, offset));
    if (examined.length < certainTo || !(await agreesAt(certainTo))) return false;
    const common = Math.min(examined.length, positionOf(log));
    if (!(await agreesAt(common))) {
      await this.#adopt(file, found, examined, await markAt(file, certainTo), false);
      return true;
    }
    if (positionOf(log) < examined.length || !hasSettled(stranger, this.#tools.now())) return false;
    log.copiedTo = Math.max(log.copiedTo, examined.length);
    await this.#adopt(file, found, examined, await markAt(file, examined.length), true);
    return true;
  }

  async #bind(log: KnownLog, file: OpenFile, found: FoundFile, examined: Examined): Promise<void> {
    const offset = positionOf(log);
    log.carrier = carry(found.path, found, file, examined.gzip, this.#tools);
    log.carrier.renamed = log.stored.path !== found.path;
    // An archive that was read to its end does not change.
    log.carrier.unread = !(log.stored.finished && examined.gzip);
    log.head = longer(log.head, examined.head);
    log.reading ??= positionAt(
      { offset, before: examined.before.get(offset) ?? Buffer.alloc(0) },
      examined.head,
    );
    log.dirty ||= log.stored.path !== found.path || log.stored.fileId !== found.fileId;
    log.stored = { ...log.stored, path: found.path, fileId: found.fileId };
    log.lost = null;
    log.missed = 0;
    log.over = false;
    await this.#carry(log, log.carrier);
  }

  async #adopt(
    file: OpenFile,
    found: FoundFile,
    examined: Examined,
    mark: Mark,
    finished: boolean,
  ): Promise<void> {
    const log = rememberedLog(this.#tools.source, {
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
    log.head = examined.head;
    log.reading = positionAt(mark, examined.head);
    log.carrier = carry(found.path, found, file, examined.gzip, this.#tools);
    log.over = false;
    log.dirty = true;
    this.logs.push(log);
    await this.#carry(log, log.carrier);
  }

  async #carry(log: KnownLog, carrier: Carrier): Promise<void> {
    this.#carried.set(carrier.fileId, log);
    this.#strangers.delete(carrier.fileId);
    await this.#tools.handles.use(carrier);
  }

  /** What cannot be found any more is looked for outside the includes, then named as a gap. */
  async #giveUp(scan: Discovery): Promise<void> {
    const waiting = [...this.#strangers.values()].map(({ waitsFor }) => waitsFor);
    for (const log of this.logs) {
      if (log.carrier || log.over || !scan.reached) continue;
      if (waiting.includes('unknown') || waiting.includes(log)) continue;
      const { path } = log.stored;
      if (scan.obstacles.some((each) => path === each.path || path.startsWith(`${each.path}/`))) continue;
      const isKnown = (fileId: string) => this.#carried.has(fileId) || this.#strangers.has(fileId);
      const outside = await findOutside(log, scan, isKnown, this.#tools.files);
      if (outside) {
        await this.#bind(log, outside.file, outside.found, outside.examined);
        continue;
      }
      log.missed += 1;
      if (log.missed < LOOKS_IN_VAIN) continue;
      const offset = positionOf(log);
      const size = Math.max(log.lost?.size ?? 0, log.stored.size);
      const { reason } = log.lost ?? { reason: 'gone' as const };
      const copied = log.copiedTo >= Math.max(offset, size);
      if (!log.stored.finished && !copied) {
        log.gaps.push({ offset, bytes: size > offset ? size - offset : null, reason });
      }
      log.over = true;
      log.dirty = true;
    }
  }
}

/** Files changed so recently before the newest change may have changed again without a trace in time or size. */
const RECENT_MS = 2000;

function hasSettled({ since }: Stranger, now: number): boolean {
  return now - since >= SETTLED_MS;
}

async function markAt(file: OpenFile, offset: number): Promise<Mark> {
  return { offset, before: await bytesBefore(file, offset) };
}

/** Logs that lost their file; those that are over only where it is the very file they had. */
function isSought({ carrier, over, stored }: KnownLog, { fileId }: FoundFile): boolean {
  return !carrier && (!over || stored.fileId === fileId);
}

function newestFirst(a: FoundFile, b: FoundFile): number {
  return b.changedAt - a.changedAt;
}

/** An original comes before a copy that is not complete. */
function longestFirst(a: FoundFile, b: FoundFile): number {
  return b.size - a.size;
}

function longer(a: Buffer | null, b: Buffer): Buffer {
  return a && a.length >= b.length ? a : b;
}
