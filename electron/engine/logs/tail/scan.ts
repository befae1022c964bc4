import { candidateOf, lookInto, noteStranger, type Stranger } from './candidates.ts';
import { stillCarries, type CarrierTools } from './carriers.ts';
import {
  discover,
  unreadable,
  type Discovery,
  type FoundFile,
  type Obstacle,
  type Scope,
} from './discover.ts';
import { isIdleDuplicate, setApart } from './duplicates.ts';
import { familyOf } from './family.ts';
import { decide } from './identity.ts';
import { positionOf, type Carrier, type KnownLog } from './known-log.ts';
import type { LogBook, Opened } from './log-book.ts';
import { errorCode } from './log-files.ts';
import { seekMissing } from './missing.ts';
import type { Mark } from './text-source.ts';
import type { TailStore } from './types.ts';

export interface ScanTools extends CarrierTools {
  scope: Scope;
  store: TailStore;
  /** In which order files are looked at that are new: at first contact the newest first. */
  newestFirst(): boolean;
  /** Where reading of a new log starts: the start of a line. */
  startOf(opened: Opened): Promise<Mark>;
}

/** What a look at the directory found. */
export type Scan = Pick<Discovery, 'reached' | 'directories' | 'obstacles'>;

/** First whatever carries a log that lost its file is found, then everything else is decided. */
type Pass = 'seek' | 'decide';

/** Finds which file carries which log. */
export class Scanner {
  #book: LogBook;
  #tools: ScanTools;
  #strangers = new Map<string, Stranger>();

  constructor(book: LogBook, tools: ScanTools) {
    this.#book = book;
    this.#tools = tools;
  }

  /** Looks at the directory. Never fails for what is found there; what cannot be read is among the obstacles. */
  async scan(): Promise<Scan> {
    let { found, moved } = await this.#once(true);
    for (let again = 0; moved && again < LOOKS_AGAIN; again += 1)
      ({ found, moved } = await this.#once(false));
    await seekMissing(this.#book, found, this.#strangers, this.#tools.files);
    return found;
  }

  /** @returns whether names changed meanwhile: an older file must not be missed while a younger one is found */
  async #once(first: boolean): Promise<{ found: Discovery; moved: boolean }> {
    const found = await discover(this.#tools.scope, this.#tools.files);
    await this.#lookAfterCarriers(found, first);
    const strange = found.files.filter(({ fileId }) => !this.#book.carries(fileId));
    const now = this.#tools.now();
    this.#strangers = new Map(
      strange.map((file) => [file.fileId, noteStranger(this.#strangers.get(file.fileId), file, now)]),
    );
    const seeking = this.#book.logs.some(({ carrier, over }) => !carrier && !over);
    const sought = seeking && (await this.#lookAtAll('seek', this.#likeliestFirst(strange), found.obstacles));
    const order = this.#tools.newestFirst() ? newestFirst : longestFirst;
    const decided = await this.#lookAtAll('decide', strange.toSorted(order), found.obstacles);
    return { found, moved: found.moved || sought || decided };
  }

  async #lookAfterCarriers({ files, obstacles, reached }: Discovery, first: boolean): Promise<void> {
    const byId = new Map(files.map((file) => [file.fileId, file]));
    const newest = Math.max(0, ...files.map(({ changedAt }) => changedAt));
    for (const log of this.#book.logs) {
      const { carrier } = log;
      if (!carrier) continue;
      const found = byId.get(carrier.fileId);
      try {
        const facts = (await carrier.open?.file.facts()) ?? found;
        if (!facts) {
          if (reached) await this.#book.lose(log, 'gone');
          continue;
        }
        carrier.left = reached && !found && facts.links > 0;
        if (found && found.path !== carrier.path) moveTo(found.path, log, carrier);
        const certain = facts.changedAt < newest - RECENT_MS;
        const carries = await stillCarries(log, carrier, facts, { certain, first }, this.#tools);
        if (!carries) await this.#book.lose(log, 'truncated');
      } catch (error) {
        if (errorCode(error) === 'ENOENT') await this.#book.lose(log, 'gone');
        else obstacles.push(unreadable(carrier.path, error));
      }
    }
  }

  /** Files whose device and inode, then path, are those of a log come first: they say which one is meant. */
  #likeliestFirst(files: readonly FoundFile[]): FoundFile[] {
    const lost = this.#book.logs.filter(({ carrier }) => !carrier);
    const ids = new Set(lost.map(({ stored }) => stored.fileId));
    const paths = new Set(lost.map(({ stored }) => stored.path));
    const rank = ({ fileId, path }: FoundFile) => (ids.has(fileId) ? 0 : 2) + (paths.has(path) ? 0 : 1);
    return files.toSorted((a, b) => rank(a) - rank(b) || b.size - a.size);
  }

  /** @returns whether a file was not there any more */
  async #lookAtAll(pass: Pass, files: readonly FoundFile[], obstacles: Obstacle[]): Promise<boolean> {
    let moved = false;
    for (const found of files) {
      if (found.size === 0 || this.#book.carries(found.fileId)) continue;
      try {
        moved = !(await this.#lookAt(pass, found)) || moved;
      } catch (error) {
        if (errorCode(error) === 'ENOENT') moved = true;
        else obstacles.push(unreadable(found.path, error));
      }
    }
    return moved;
  }

  /**
   * Opens a file and decides what it is; it is closed again unless it carries a log then.
   * @returns false where another file has that name by now
   */
  async #lookAt(pass: Pass, found: FoundFile): Promise<boolean> {
    const { files, now } = { files: this.#tools.files, now: this.#tools.now() };
    const stranger = this.#strangers.get(found.fileId);
    if (!stranger || isIdleDuplicate(stranger, now)) return true;
    const file = await files.open(found.path);
    try {
      const facts = await file.facts();
      if (facts.kind !== 'file' || facts.fileId !== found.fileId) return false;
      const all = this.#book.logs;
      const logs = pass === 'decide' ? all : all.filter((log) => isSought(log, found));
      const examined = await lookInto(file, stranger, logs);
      await this.#judge(pass, { file, found: { ...found, ...facts }, examined }, stranger, logs);
      return true;
    } finally {
      if (!this.#book.carries(found.fileId)) await file.close();
    }
  }

  async #judge(pass: Pass, opened: Opened, stranger: Stranger, logs: readonly KnownLog[]): Promise<void> {
    const book = this.#book;
    const { store } = this.#tools;
    const now = this.#tools.now();
    const { examined } = opened;
    if (pass === 'decide' && (await setApart(book, opened, stranger, now))) return;
    const verdict = decide(await candidateOf(opened, stranger, logs, { store, now }));
    const log = 'log' in verdict && verdict.log !== null ? book.find(verdict.log) : undefined;
    if (verdict.kind === 'same' && log) return book.bind(log, opened);
    if (pass === 'seek') return;
    stranger.judged = true;
    stranger.waitsFor = verdict.kind === 'wait' ? (log ?? 'unknown') : null;
    stranger.duplicateOf = verdict.kind === 'duplicate' && log ? { log, certainTo: positionOf(log) } : null;
    if (verdict.kind === 'held') {
      if (log) log.copiedTo = Math.max(log.copiedTo, examined.length);
      return book.adopt(opened, { offset: examined.length, before: examined.end }, true);
    }
    if (verdict.kind === 'new') await book.adopt(opened, await this.#tools.startOf(opened), false);
  }
}

/** Where rotation never rests, order is what suffers, no line. */
const LOOKS_AGAIN = 4;

/** Files changed so recently before the newest change may have changed again without a trace in time or size. */
const RECENT_MS = 2000;

function moveTo(path: string, log: KnownLog, carrier: Carrier): void {
  carrier.path = path;
  carrier.family = familyOf(path);
  carrier.renamed = true;
  log.dirty = true;
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
