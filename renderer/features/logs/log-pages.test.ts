import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { LogEntry } from '../../../shared/contract/log-schemas.ts';
import {
  dropFar,
  findRow,
  pageOf,
  pagesBetween,
  rowAt,
  totalRows,
  withLive,
  type LogPages,
} from './log-pages.ts';

function entry(seq: number, time = seq): LogEntry {
  return {
    seq,
    time,
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
/** Records `from` down to `to`, newest first. */
const down = (from: number, to: number) =>
  Array.from({ length: from - to + 1 }, (_, index) => entry(from - index));
const cursor = (seq: number) => ({ time: seq, seq });
const shown = (pages: LogPages) =>
  Array.from({ length: totalRows(pages) }, (_, index) => {
    const row = rowAt(pages, index);
    if (row === null) return null;
    return row.kind === 'record' ? row.record.seq : row.kind === 'gap' ? `+${row.skipped}` : row.kind;
  });

describe('the pages of a log list', () => {
  const pages = [
    pageOf(null, { records: down(9, 7), next: cursor(7) }, null),
    pageOf(cursor(7), { records: down(6, 4), next: cursor(4) }, null),
    pageOf(cursor(4), { records: down(3, 1), next: null }, null),
  ];

  it('are one list', () => {
    expect(shown(pages)).toEqual([9, 8, 7, 6, 5, 4, 3, 2, 1]);
    expect(rowAt(pages, 9)).toBeNull();
    expect(findRow(pages, (row) => row.kind === 'record' && row.record.seq === 5)).toBe(4);
    expect(pagesBetween(pages, 2, 3)).toEqual([0, 1]);
  });

  it('keep their size when their rows are forgotten, and the newest is never forgotten', () => {
    const kept = dropFar(pages, [2], 0);
    expect(shown(kept)).toEqual([9, 8, 7, null, null, null, 3, 2, 1]);
    expect(totalRows(kept)).toBe(9);
    expect(dropFar(kept, [2], 0)).toBe(kept);
  });
});

describe('the marked instant', () => {
  it('stands between the records around it', () => {
    const pages = [pageOf(null, { records: down(9, 7), next: null }, 8.5)];
    expect(shown(pages)).toEqual([9, 'marker', 8, 7]);
  });

  it('stands once, on the page that it belongs to', () => {
    const pages = [
      pageOf(null, { records: down(9, 7), next: cursor(7) }, 5.5),
      pageOf(cursor(7), { records: down(6, 4), next: cursor(4) }, 5.5),
      pageOf(cursor(4), { records: down(3, 1), next: null }, 5.5),
    ];
    expect(shown(pages)).toEqual([9, 8, 7, 6, 'marker', 5, 4, 3, 2, 1]);
  });

  it('stands at the end where everything is younger', () => {
    expect(shown([pageOf(null, { records: down(9, 7), next: null }, 1)])).toEqual([9, 8, 7, 'marker']);
    expect(shown([pageOf(null, { records: [], next: null }, 1)])).toEqual(['marker']);
  });
});

describe('what is read live', () => {
  const head = () => [pageOf(null, { records: down(9, 7), next: cursor(7) }, null)];

  it('comes in at its place, each record once', () => {
    expect(shown(withLive(head(), [entry(9), entry(10), entry(11, 8.5)], 0))).toEqual([10, 9, 11, 8, 7]);
  });

  it('tells how many were left out, below what is shown', () => {
    expect(shown(withLive(head(), [entry(50), entry(51)], 39))).toEqual([51, 50, '+39', 9, 8, 7]);
  });

  it('leaves out what is older than the page, which comes with those below', () => {
    expect(shown(withLive(head(), [entry(20, 3)], 0))).toEqual([9, 8, 7]);
  });

  it('stays bounded however much comes, and the next page begins where it was cut', () => {
    let pages: LogPages = head();
    for (let turn = 0; turn < 100; turn += 1) {
      const records = Array.from({ length: 60 }, (_, index) => entry(100 + turn * 60 + index));
      pages = withLive(pages, records, 1000);
      expect(totalRows(pages)).toBeLessThanOrEqual(1000);
    }
    const last = shown(pages).findLast((seq) => typeof seq === 'number');
    expect(pages.at(-1)?.next?.seq).toBe(last);
    expect(shown(pages)[0]).toBe(100 + 100 * 60 - 1);
  });

  it('is in order and without doubles whatever comes in whatever order', () => {
    fc.assert(
      fc.property(fc.array(fc.array(fc.integer({ min: 1, max: 60 }), { maxLength: 8 })), (turns) => {
        let pages: LogPages = [pageOf(null, { records: down(9, 7), next: null }, null)];
        for (const seqs of turns)
          pages = withLive(
            pages,
            [...new Set(seqs)].map((seq) => entry(seq)),
            0,
          );
        const seqs = shown(pages).map(Number);
        expect(seqs).toEqual(
          [...new Set([...down(9, 7).map(({ seq }) => Number(seq)), ...turns.flat()])].toSorted(
            (a, b) => b - a,
          ),
        );
      }),
    );
  });
});
