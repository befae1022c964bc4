import type { LogCursor, LogEntry } from '../../../shared/contract/log-schemas.ts';

/** A line of the list. */
export type LogRow =
  | { kind: 'record'; record: LogEntry }
  /** Records that came too fast to be shown. */
  | { kind: 'gap'; skipped: number; below: number }
  /** The instant that the view is about. */
  | { kind: 'marker'; at: number };

/** Consecutive rows, newest first. Far from what is in sight a page keeps its size only, and is read again. */
export interface LogPage {
  /** Its records are older than this; null for the newest page. */
  before: LogCursor | null;
  rows: readonly LogRow[] | null;
  size: number;
  /** Where the next page begins; null where there is no older record. */
  next: LogCursor | null;
}

export type LogPages = readonly LogPage[];

interface Answer {
  records: readonly LogEntry[];
  next: LogCursor | null;
}

/** A live list that grows longer than this is cut to the newest half of it. */
const MOST_LIVE = 1000;

/** @param at the instant to mark; it stands before the first record that is not younger */
export function pageOf(before: LogCursor | null, answer: Answer, at: number | null): LogPage {
  const rows: LogRow[] = answer.records.map((record) => ({ kind: 'record', record }));
  const newer = before?.time ?? Infinity;
  if (at !== null && newer > at) {
    const index = answer.records.findIndex(({ time }) => time <= at);
    if (index >= 0) rows.splice(index, 0, { kind: 'marker', at });
    else if (answer.next === null) rows.push({ kind: 'marker', at });
  }
  return { before, rows, size: rows.length, next: answer.next };
}

export function totalRows(pages: LogPages): number {
  return pages.reduce((sum, { size }) => sum + size, 0);
}

/** The row at an index over all pages; null where its page is not in memory. */
export function rowAt(pages: LogPages, index: number): LogRow | null {
  let start = 0;
  for (const page of pages) {
    if (index < start + page.size) return page.rows?.[index - start] ?? null;
    start += page.size;
  }
  return null;
}

/** Index of the first row that fits, among those in memory; -1 where there is none. */
export function findRow(pages: LogPages, fits: (row: LogRow) => boolean): number {
  let start = 0;
  for (const page of pages) {
    const within = page.rows?.findIndex(fits) ?? -1;
    if (within >= 0) return start + within;
    start += page.size;
  }
  return -1;
}

/** Indices of the pages that have rows from `first` to `last`. */
export function pagesBetween(pages: LogPages, first: number, last: number): number[] {
  const found: number[] = [];
  let start = 0;
  pages.forEach((page, index) => {
    if (start <= last && start + page.size > first) found.push(index);
    start += page.size;
  });
  return found;
}

export function replacePage(pages: LogPages, index: number, page: LogPage): LogPages {
  return pages.map((known, at) => (at === index ? page : known));
}

/** Forgets the rows of pages further than `margin` pages from those in sight; the newest page stays. */
export function dropFar(pages: LogPages, inSight: readonly number[], margin: number): LogPages {
  const [first, last] = [inSight[0], inSight.at(-1)];
  if (first === undefined || last === undefined) return pages;
  const far = (index: number) => index > 0 && (index < first - margin || index > last + margin);
  if (!pages.some(({ rows }, index) => rows !== null && far(index))) return pages;
  return pages.map((page, index) => (far(index) ? { ...page, rows: null } : page));
}

/**
 * Puts what was just read into the newest page, each record once and in its place by time. What is older than
 * that page comes with the pages below. `skipped` records are told by a row of their own.
 */
export function withLive(pages: LogPages, records: readonly LogEntry[], skipped: number): LogPages {
  const [head, ...older] = pages;
  if (!head?.rows) return pages;
  const known = new Set(head.rows.map((row) => (row.kind === 'record' ? row.record.seq : null)));
  const floor = head.next?.time ?? -Infinity;
  const added = records
    .filter(({ seq, time }) => !known.has(seq) && time >= floor)
    .toSorted((a, b) => b.time - a.time || (b.seq ?? 0) - (a.seq ?? 0));
  if (added.length === 0 && skipped === 0) return pages;
  const rows = merge(added, head.rows);
  if (skipped > 0) {
    const oldest = added.at(-1);
    const index = rows.findIndex((row) => row.kind === 'record' && row.record === oldest) + 1;
    rows.splice(index, 0, { kind: 'gap', skipped, below: oldest?.seq ?? 0 });
  }
  if (rows.length > MOST_LIVE) return [cut(rows.slice(0, MOST_LIVE / 2))];
  return [{ ...head, rows, size: rows.length }, ...older];
}

function merge(added: readonly LogEntry[], rows: readonly LogRow[]): LogRow[] {
  const merged: LogRow[] = [];
  let next = 0;
  for (const row of rows) {
    if (row.kind === 'record') {
      for (let entry = added[next]; entry && entry.time >= row.record.time; entry = added[next]) {
        merged.push({ kind: 'record', record: entry });
        next += 1;
      }
    }
    merged.push(row);
  }
  for (const record of added.slice(next)) merged.push({ kind: 'record', record });
  return merged;
}

function cut(rows: readonly LogRow[]): LogPage {
  const last = rows.findLast((row) => row.kind === 'record');
  const next = last?.kind === 'record' ? { time: last.record.time, seq: last.record.seq ?? 0 } : null;
  return { before: null, rows, size: rows.length, next };
}
