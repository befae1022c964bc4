import type { CallOutput } from '../../../shared/contract/contract.ts';
import type { LogCursor, LogEntry, LogFilter } from '../../../shared/contract/log-schemas.ts';
import type { Api } from '../../connection/api.ts';
import { createStore, type Store } from '../../lib/store.ts';
import {
  dropFar,
  findRow,
  pageOf,
  pagesBetween,
  replacePage,
  totalRows,
  withLive,
  type LogPages,
} from './log-pages.ts';

/** What a list is asked to show. */
export interface LogQuestion {
  filter: LogFilter;
  /** The instant to mark, which is then looked for. */
  at: number | null;
  /** Follow what is read from now on. */
  live: boolean;
}

export interface LogListState {
  pages: LogPages;
  /** True until the first answer has come. */
  pending: boolean;
  /** Why the question was refused or failed; what is shown then belongs to an earlier one. */
  problem: { code: string; message: string } | null;
  /** Records that came while the list did not follow. */
  waiting: number;
  partial: readonly LogEntry[];
}

/** A list of records that reads what is in sight and follows what comes. */
export interface LogList {
  state: Store<LogListState>;
  /** Begins; returns the stop. */
  start: () => () => void;
  /** Tells which rows are in sight, so that those around them are read and others forgotten. */
  look: (first: number, last: number) => void;
  /** While not following, what comes is only counted. */
  follow: (on: boolean) => void;
  /** Reads the newest page again. */
  reload: () => void;
}

export const NOTHING_LISTED: LogListState = {
  pages: [],
  pending: true,
  problem: null,
  waiting: 0,
  partial: [],
};

const PAGE = 200;
/** Around an instant all of it is wanted at once. */
const PAGE_AROUND = 1000;
const MOST_PAGES_SOUGHT = 5;
/** Pages kept on each side of those in sight: memory stays the same however far one scrolls. */
const MARGIN = 4;
/** Rows from the end at which the next page is read. */
const AHEAD = 80;
/** More than this of one turn nobody can follow; the rest is counted. */
const FITS = 60;

/** @param shown what to show until the first answer comes */
export function createLogList(api: Api, question: LogQuestion, shown: LogListState): LogList {
  const state = createStore<LogListState>({ ...shown, pending: true, waiting: 0, partial: [] });
  const { filter, at, live } = question;
  const limit = at === null ? PAGE : PAGE_AROUND;
  const reading = new Set<number>();
  let stopped = false;
  let following = true;
  let last: number | null = null;
  let asking = false;
  let askAgain = false;
  /** Answers to questions about pages of an earlier reading are dropped. */
  let generation = 0;

  function fail(error: unknown): void {
    if (stopped) return;
    const message = error instanceof Error ? error.message : String(error);
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'failed';
    state.update((was) => ({ ...was, pending: false, problem: { code, message } }));
  }

  async function page(before: LogCursor | null): Promise<CallOutput<'logs'>> {
    return api.call('logs', { ...filter, limit, before });
  }

  async function readFirst(): Promise<void> {
    generation += 1;
    const turn = generation;
    if (live) ({ last } = await api.call('logsSince', { ...filter, after: null }));
    let pages: LogPages = [pageOf(null, await page(null), at)];
    if (at !== null) pages = await seek(pages);
    if (stopped || turn !== generation) return;
    reading.clear();
    state.update((was) => ({ ...was, pages, pending: false, problem: null, waiting: 0 }));
  }

  /** Reads on until the instant is found, which may lie below the first page. */
  async function seek(first: LogPages): Promise<LogPages> {
    let pages = first;
    while (pages.length < MOST_PAGES_SOUGHT && findRow(pages, ({ kind }) => kind === 'marker') < 0) {
      const next = pages.at(-1)?.next;
      if (!next) break;
      pages = [...pages, pageOf(next, await page(next), at)];
    }
    return pages;
  }

  function reload(): void {
    readFirst().catch(fail);
  }

  function readPage(index: number, before: LogCursor | null): void {
    if (reading.has(index)) return;
    reading.add(index);
    const turn = generation;
    page(before)
      .then((answer) => {
        if (stopped || turn !== generation) return;
        const made = pageOf(before, answer, at);
        state.update((was) => ({
          ...was,
          pages: index < was.pages.length ? replacePage(was.pages, index, made) : [...was.pages, made],
        }));
      })
      .catch(fail)
      .finally(() => reading.delete(index));
  }

  async function readNew(): Promise<void> {
    if (asking || last === null) {
      askAgain = asking;
      return;
    }
    asking = true;
    askAgain = false;
    try {
      const after = last;
      const answer = await api.call('logsSince', { ...filter, after, limit: following ? FITS : 1 });
      if (stopped) return;
      last = answer.last;
      const { records, skipped } = answer;
      state.update((was) =>
        following
          ? { ...was, pages: withLive(was.pages, records, skipped) }
          : { ...was, waiting: was.waiting + records.length + skipped },
      );
    } catch (error) {
      fail(error);
    } finally {
      asking = false;
    }
    if (askAgain && !stopped) void readNew();
  }

  const plain = filter.search === '' && filter.service === null && filter.group === null && !filter.level;

  return {
    state,
    start() {
      stopped = false;
      reload();
      const stop = live
        ? api.on('logs', (event) => {
            const { sources } = filter;
            const partial = event.partial.filter(
              ({ source }) => plain && (sources?.includes(source) ?? true),
            );
            if (partial.length > 0 || state.get().partial.length > 0)
              state.update((was) => ({ ...was, partial }));
            if (last !== null && event.last > last) void readNew();
          })
        : null;
      return () => {
        stopped = true;
        stop?.();
      };
    },
    look(first, lastRow) {
      const { pages, pending, problem } = state.get();
      // What is shown then belongs to an earlier question.
      if (pending || problem) return;
      const inSight = pagesBetween(pages, first, lastRow);
      for (const index of pagesBetween(pages, first - AHEAD, lastRow + AHEAD)) {
        const known = pages[index];
        if (known?.rows === null) readPage(index, known.before);
      }
      const end = pages.at(-1);
      if (end?.next && lastRow > totalRows(pages) - AHEAD) readPage(pages.length, end.next);
      const kept = dropFar(pages, inSight, MARGIN);
      if (kept !== pages) state.update((was) => ({ ...was, pages: kept }));
    },
    follow(on) {
      if (following === on) return;
      following = on;
      if (on && state.get().waiting > 0) reload();
    },
    reload,
  };
}
