import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createLineFramer } from '../line-framer.ts';
import type { LogLine } from '../line.ts';
import { groupOf } from '../groups/group.ts';
import { createRecordReader, type ReaderState, type RecordReader } from './reader.ts';
import type { LogRecord } from './record.ts';
import { withoutEscapes } from './text/escapes.ts';

const NOW = Date.parse('2026-07-05T00:00:00.000Z');

/** Pieces of logs as they are, torn and mixed, and whatever else bytes can be. */
const piece = fc.oneof(
  fc.constantFrom(
    '{"timestamp":"2026-07-04T12:00:00.123Z","level":"error","message":"x","error":{"message":"y"}}',
    '{"level":30,"time":1783166400000,"msg":"m"}',
    '{"torn":',
    '2026-07-04 12:00:00 ERROR text',
    '2026-07-04 12:00:00.000 [main] ERROR a.B - text',
    '2026-07-04 12:00:00 +02:00: inner',
    '{"log":"part","stream":"stdout","time":"2026-07-04T12:00:00Z"}',
    '{"log":"end\\n","stream":"stdout","time":"2026-07-04T12:00:00Z"}',
    '{"log":"part","stream":"stderr","time":"2026-07-04T12:00:00Z"}',
    '{"log":"end\\n","stream":"stderr","time":"2026-07-04T12:00:00Z"}',
    '2026-07-04T12:00:00.0Z stdout P half',
    '2026-07-04T12:00:00.0Z stdout F whole',
    '2026-07-04T12:00:00.0Z stderr P half',
    '2026-07-04T12:00:00.0Z stderr F whole',
    '2026-07-04T12:00:00.0Z stderr F \tat a.B.c(B.java:1)',
    '2026-07-04T12:00:05.0Z stdout F late',
    '<34>1 2026-07-04T12:00:00Z h app - - - text',
    'level=info msg="x',
    'Traceback (most recent call last):',
    '  File "/app/a.py", line 1, in f',
    'ValueError: x',
    'panic: boom',
    'goroutine 1 [running]:',
    '\tat a.B.c(B.java:1)',
    'Caused by: a.X: y',
    "thread 'main' panicked at src/main.rs:1:1:",
    '/app/x.js:1',
    '# Time: 2026-07-04T12:00:00Z',
    '# User@Host: app[app] @ localhost []  Id: 8',
    'SET timestamp=1783166400;',
    '2026-07-04 12:00:00.123 UTC [31] ERROR:  text',
    '2026-07-04 12:00:00.123 UTC [31] DETAIL:  more',
    '2026-07-04 12:00:00.123 UTC [32] HINT:  other',
    'Exception in thread "main" java.lang.Error: x',
    'a=1 b=2 c=3',
    'password=hunter2 {"a":"\\u0070assword"}',
    '\u001b[31mred\u001b[0m',
    '',
    '   ',
  ),
  fc.string({ maxLength: 40 }),
  fc.json({ maxDepth: 3 }),
);
const ends = fc.constantFrom('\n', '\n', '\n', '\r\n', '\r', '\n\n');
const texts = fc
  .array(fc.tuple(piece, ends), { maxLength: 25 })
  .map((pairs) => Buffer.from(pairs.map(([text, end]) => text + end).join('')));
const streams = fc
  .array(
    fc.constantFrom(
      '2026-07-04T12:00:00.0Z stdout P half',
      '2026-07-04T12:00:00.0Z stdout F whole',
      '2026-07-04T12:00:00.0Z stderr P half',
      '2026-07-04T12:00:00.0Z stderr F whole',
      '2026-07-04T12:00:00.0Z stderr F   more',
      '2026-07-04T12:00:05.0Z stdout F late',
      'text',
    ),
    { maxLength: 25 },
  )
  .map((lines) => Buffer.from(`${lines.join('\n')}\n`));
const bytes = fc.oneof(
  texts,
  fc.uint8Array({ maxLength: 300 }).map((raw) => Buffer.from(raw)),
);

const readerOf = (state: ReaderState | null = null) =>
  createRecordReader({
    source: { format: 'auto', pattern: null, redact: [] },
    now: () => NOW,
    zone: 'Europe/Berlin',
    state,
  });

function linesOf(all: Buffer, cuts: readonly number[] = []): LogLine[] {
  const framer = createLineFramer(0);
  const places = [...cuts.map((cut) => Math.min(cut, all.length)).toSorted((a, b) => a - b), all.length];
  const lines = places.flatMap((end, index) => framer.push(all.subarray(places[index - 1] ?? 0, end)).lines);
  return [...lines, ...framer.flush().lines];
}

function readAll(reader: RecordReader, lines: readonly LogLine[]): LogRecord[] {
  return [...lines.flatMap((line) => reader.push(line)), ...reader.flush('end')];
}

const isBlank = ({ text }: LogLine) => withoutEscapes(text).trim() === '';

/** Of records at the same offset the last one counts, as whoever stores them has it. */
function stored(records: readonly LogRecord[]): LogRecord[] {
  const byOffset = new Map(records.map((record) => [record.offset, { ...record, replaces: false }]));
  return [...byOffset.values()];
}

describe('records of arbitrary bytes', () => {
  it('never fail, lie one behind the other and leave out no line with text', () => {
    fc.assert(
      fc.property(bytes, (all) => {
        const lines = linesOf(all);
        const records = readAll(readerOf(), lines);
        let end = 0;
        for (const record of records) {
          expect(record.offset).toBeGreaterThanOrEqual(end);
          end = record.offset + record.bytes;
          expect(Number.isFinite(record.time)).toBe(true);
          groupOf(record, 'x');
        }
        const isIn = ({ offset }: LogLine) =>
          records.some((record) => offset >= record.offset && offset < record.offset + record.bytes);
        const outside = lines.filter((line) => !isBlank(line) && !isIn(line));
        // A container's line can carry a blank one.
        expect(outside.map(({ text }) => text).filter((text) => !/[Z] stdout F\s*$/u.test(text))).toEqual([]);
      }),
      { numRuns: 500 },
    );
  });

  it('are the same in whatever pieces the bytes come', () => {
    fc.assert(
      fc.property(bytes, fc.array(fc.nat({ max: 2000 }), { maxLength: 8 }), (all, cuts) => {
        expect(readAll(readerOf(), linesOf(all, cuts))).toEqual(readAll(readerOf(), linesOf(all)));
      }),
      { numRuns: 300 },
    );
  });

  it('are the same whether a line was found harmless or looked at', () => {
    fc.assert(
      fc.property(bytes, (all) => {
        const lines = linesOf(all);
        const suspected = lines.map((line) => ({ ...line, harmless: false }));
        expect(readAll(readerOf(), suspected)).toEqual(readAll(readerOf(), lines));
      }),
      { numRuns: 300 },
    );
  });

  it('are the same where silence closed them and they went on within the minute', () => {
    fc.assert(
      fc.property(texts, fc.array(fc.nat({ max: 30 }), { maxLength: 5 }), (all, silences) => {
        const lines = linesOf(all);
        const reader = readerOf();
        const records: LogRecord[] = [];
        for (const [index, line] of lines.entries()) {
          records.push(...reader.push(line));
          // Whatever a container cut is never handed out by silence.
          if (silences.includes(index) && !isHeld(lines, index)) records.push(...reader.flush('silence'));
        }
        records.push(...reader.flush('end'));
        expect(stored(records)).toEqual(stored(readAll(readerOf(), lines)));
      }),
      { numRuns: 500 },
    );
  });

  it.each([
    ['whatever they are', texts],
    ['two streams', streams],
  ])('are the same where reading began anew at what was open, also after silence: %s', (_name, logs) => {
    const places = fc.array(fc.nat({ max: 30 }), { maxLength: 5 });
    fc.assert(
      fc.property(logs, places, places, (all, restarts, silences) => {
        const lines = linesOf(all);
        let reader = readerOf();
        const records: LogRecord[] = [];
        for (const [index, line] of lines.entries()) {
          records.push(...reader.push(line));
          if (silences.includes(index) && !isHeld(lines, index)) records.push(...reader.flush('silence'));
          if (!restarts.includes(index)) continue;
          const since = reader.openSince() ?? line.offset + line.bytes;
          reader = readerOf(JSON.parse(JSON.stringify(reader.state())) as ReaderState);
          for (const again of lines.slice(0, index + 1)) {
            if (again.offset >= since) records.push(...reader.push(again));
          }
        }
        records.push(...reader.flush('end'));
        expect(stored(records)).toEqual(stored(readAll(readerOf(), lines)));
      }),
      { numRuns: 500 },
    );
  });

  it('show what is open as it would be handed out', () => {
    fc.assert(
      fc.property(texts, (all) => {
        const reader = readerOf();
        const lines = linesOf(all);
        fc.pre(!lines.some(isCut));
        for (const line of lines) reader.push(line);
        const open = reader.peek();
        const closed = reader.flush('end').at(-1) ?? null;
        expect([closed?.message, closed?.lines]).toEqual([open?.message, open?.lines]);
      }),
    );
  });
});

function isCut({ text }: LogLine): boolean {
  return / std(?:out|err) P |"log":"part"/u.test(text);
}

/** Whether a container's cut line may still wait for its rest once this line has come. */
function isHeld(lines: readonly LogLine[], index: number): boolean {
  const last = lines.slice(0, index + 1).findLastIndex(({ text }) => !/std(?:out|err)/u.test(text));
  return lines.slice(last + 1, index + 1).some(isCut);
}
