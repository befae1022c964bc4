import { describe, expect, it, vi } from 'vitest';
import type { CallInput, CallName, EventPayload } from '../../../shared/contract/contract.ts';
import { ContractFailure } from '../../../shared/contract/failure.ts';
import type { LogEntry } from '../../../shared/contract/log-schemas.ts';
import type { Api } from '../../connection/api.ts';
import { createLogList, NOTHING_LISTED } from './log-list.ts';
import { totalRows } from './log-pages.ts';
import { filterOfView, readLogView } from './log-view.ts';

const PAGE = 200;

function entry(seq: number): LogEntry {
  return {
    seq,
    time: seq,
    timeGuessed: false,
    level: 'info',
    source: 's',
    files: [],
    service: null,
    message: `m${seq}`,
    error: null,
    lines: 1,
    group: null,
    partial: false,
  };
}

/** An engine whose records are numbered and timed from 1 to `last`. */
function engine(first: number) {
  const asked: [CallName, Record<string, unknown>][] = [];
  const listeners = new Set<(event: EventPayload<'logs'>) => void>();
  const state = { last: first, failure: null as Error | null };
  const answer = (name: string, input: Record<string, unknown>) => {
    const limit = Number(input['limit'] ?? PAGE);
    const { last } = state;
    if (name === 'logsSince') {
      const after = input['after'] as number | null;
      if (after === null) return { records: [], skipped: 0, last };
      const records = Array.from({ length: Math.min(limit, last - after) }, (_, index) =>
        entry(last - index),
      );
      return { records, skipped: last - after - records.length, last };
    }
    const before = (input['before'] as { seq: number } | null)?.seq ?? last + 1;
    const records = Array.from({ length: Math.min(limit, before - 1) }, (_, index) =>
      entry(before - 1 - index),
    );
    const oldest = records.at(-1);
    return {
      records,
      next: oldest && Number(oldest.seq) > 1 ? { time: oldest.time, seq: oldest.seq } : null,
    };
  };
  const api = {
    call: (name: CallName, input: CallInput<CallName>) => {
      asked.push([name, input]);
      if (state.failure) return Promise.reject(state.failure);
      return Promise.resolve(answer(name, input as Record<string, unknown>));
    },
    on: (_: string, listener: (event: EventPayload<'logs'>) => void) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  } as unknown as Api;
  return {
    api,
    asked,
    state,
    read(count: number, partial: LogEntry[] = []) {
      state.last += count;
      for (const listener of listeners) listener({ at: 0, last: state.last, partial });
    },
  };
}

function listOver(first: number, query = '', at: number | null = null) {
  const source = engine(first);
  const filter = filterOfView(readLogView(new URLSearchParams(query)), 0);
  const list = createLogList(source.api, { filter, at, live: at === null }, NOTHING_LISTED);
  return { ...source, list, get: list.state.get, stop: list.start() };
}

const settled = async (list: { get: () => { pending: boolean } }) =>
  vi.waitFor(() => expect(list.get().pending).toBe(false));

describe('a list of records', () => {
  it('reads on when its end comes in sight, and forgets what is far away', async () => {
    const list = listOver(20_000);
    await settled(list);
    for (let pages = 1; pages < 40; pages += 1) {
      const rows = pages * PAGE;
      list.list.look(rows - 40, rows - 1);
      await vi.waitFor(() => expect(totalRows(list.get().pages)).toBe(rows + PAGE));
    }
    const held = () => list.get().pages.filter(({ rows }) => rows !== null).length;
    expect(held()).toBeLessThan(16);
    list.list.look(4000, 4040);
    await vi.waitFor(() => expect(list.get().pages[20]?.rows).toHaveLength(PAGE));
    expect(held()).toBeLessThan(16);
    expect(totalRows(list.get().pages)).toBe(40 * PAGE);
  });

  it('asks for a page once while its answer is on its way', async () => {
    const list = listOver(1000);
    await settled(list);
    const before = list.asked.length;
    for (let again = 0; again < 5; again += 1) list.list.look(150, 199);
    expect(list.asked.length).toBe(before + 1);
  });

  it('puts in what is read while it follows, and counts what does not fit', async () => {
    const list = listOver(50);
    await settled(list);
    list.read(500);
    await vi.waitFor(() => expect(totalRows(list.get().pages)).toBe(50 + 60 + 1));
    expect(list.get().pages[0]?.rows?.find(({ kind }) => kind === 'gap')).toMatchObject({ skipped: 440 });
  });

  it('only counts while it does not follow, and then begins at the newest again', async () => {
    const list = listOver(50);
    await settled(list);
    list.list.follow(false);
    list.read(7);
    await vi.waitFor(() => expect(list.get().waiting).toBe(7));
    list.read(5);
    await vi.waitFor(() => expect(list.get().waiting).toBe(12));
    expect(totalRows(list.get().pages)).toBe(50);
    list.list.follow(true);
    await vi.waitFor(() => expect(list.get().waiting).toBe(0));
    expect(totalRows(list.get().pages)).toBe(62);
  });

  it('shows unfinished lines of its sources, and none where it is narrowed further', async () => {
    const partial = [{ ...entry(1), seq: null, partial: true }];
    const open = listOver(5, 'source=s');
    const narrowed = listOver(5, 'source=s&q=x');
    const elsewhere = listOver(5, 'source=other');
    for (const list of [open, narrowed, elsewhere]) {
      await settled(list);
      list.read(0, partial);
    }
    expect([open, narrowed, elsewhere].map((list) => list.get().partial.length)).toEqual([1, 0, 0]);
  });

  it('keeps what it shows when a question is refused, says why, and asks nothing more', async () => {
    const source = engine(500);
    const first = createLogList(
      source.api,
      { filter: filterOfView(readLogView(new URLSearchParams()), 0), at: null, live: false },
      NOTHING_LISTED,
    );
    first.start();
    await settled({ get: first.state.get });
    source.state.failure = new ContractFailure('invalid-search', 'no');
    const next = createLogList(
      source.api,
      { filter: filterOfView(readLogView(new URLSearchParams('q=/(/')), 0), at: null, live: true },
      first.state.get(),
    );
    next.start();
    await vi.waitFor(() =>
      expect(next.state.get().problem).toEqual({ code: 'invalid-search', message: 'no' }),
    );
    expect(totalRows(next.state.get().pages)).toBe(PAGE);
    const before = source.asked.length;
    next.look(150, 199);
    expect(source.asked.length).toBe(before);
  });

  it('reads down to the instant it is about', async () => {
    const list = listOver(3500, `at=900`, 900.5);
    await settled(list);
    const markers = list
      .get()
      .pages.flatMap(({ rows }) => rows?.filter(({ kind }) => kind === 'marker') ?? []);
    expect(markers).toHaveLength(1);
  });

  it('changes nothing after it was stopped, and begins anew when started again', async () => {
    const list = listOver(50);
    list.stop();
    await Promise.resolve();
    list.read(10);
    expect(list.get().pages).toEqual([]);
    list.list.start();
    await settled(list);
    expect(totalRows(list.get().pages)).toBe(60);
  });
});
