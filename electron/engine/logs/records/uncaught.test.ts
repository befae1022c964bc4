import { describe, expect, it } from 'vitest';
import { readRecords } from '../../../../tests/fixtures/read-records.ts';
import { shapeOf } from '../groups/stack.ts';

const messages = (text: string) => readRecords(text).map(({ message }) => message);

const DUMP = '\n\ngoroutine 1 [running]:\nmain.main()\n\t/src/main.go:9 +0x1d';

describe('a Go panic', () => {
  it.each([
    ['another panic', `panic: a${DUMP}\nexit status 2\npanic: b${DUMP}`, ['panic: a', 'panic: b']],
    ['a fatal error', `panic: a${DUMP}\nfatal error: b${DUMP}`, ['panic: a', 'fatal error: b']],
    ['a panic after a lone line', `panic: a\npanic: b${DUMP}`, ['panic: a', 'panic: b']],
  ])('ends where %s begins', (_name, text, expected) => {
    expect(messages(text)).toEqual(expected);
    expect(readRecords(text).map(({ level }) => level)).toEqual(expected.map(() => 'fatal'));
  });

  it('that was recovered and raised anew is one', () => {
    const text = `panic: a [recovered]\n\tpanic: b${DUMP}\n\ngoroutine 7 [running]:\nmain.f()\n\t/src/f.go:1 +0x1d\nexit status 2`;
    expect(readRecords(text)).toMatchObject([
      { message: 'panic: a [recovered]', error: { message: 'a' }, lines: 11 },
    ]);
  });
});

const JSON_LINE = '{"level":"info","time":"2026-07-04T12:00:00Z","msg":"ok"}';
const TEXT_LINE = '2026-07-04 12:00:00.123 [main] INFO  com.acme.A - ok';

describe('a Java exception', () => {
  const stack = '\n\tat com.acme.A.b(A.java:3)\nCaused by: java.io.IOException: z\n\t... 1 more';
  const uncaught = `Exception in thread "main" java.lang.IllegalStateException: late${stack}`;
  const error = { name: 'java.lang.IllegalStateException', message: 'late', causes: ['java.io.IOException'] };

  it.each([
    ['JSON', JSON_LINE],
    ['JSON without times', '{"level":"info","msg":"ok"}'],
    ['text with times', TEXT_LINE],
    ['plain text', 'hello'],
  ])('that nobody caught is a record of its own amid %s', (_name, line) => {
    expect(readRecords(`${line}\n${uncaught}\n${uncaught}\n${line}`)).toMatchObject([
      { level: 'info', error: null, lines: 1 },
      { level: 'error', error, lines: 4 },
      { level: 'error', error, lines: 4 },
      { level: 'info', error: null, lines: 1 },
    ]);
  });

  it('that was printed amid JSON is a record of its own', () => {
    const printed = `java.lang.IllegalStateException: late${stack}`;
    expect(readRecords(`${JSON_LINE}\n${printed}\n${printed}\n${JSON_LINE}`)).toMatchObject([
      { level: 'info', error: null, lines: 1 },
      { level: 'error', error, lines: 4 },
      { level: 'error', error, lines: 4 },
      { level: 'info', error: null, lines: 1 },
    ]);
  });

  it('is an error without a stack, too', () => {
    expect(
      readRecords(`${JSON_LINE}\nException in thread "main" java.lang.OutOfMemoryError: heap`),
    ).toMatchObject([
      { level: 'info' },
      { level: 'error', error: { name: 'java.lang.OutOfMemoryError', message: 'heap', stack: null } },
    ]);
  });

  it('below what a logger said of it belongs to that', () => {
    const logged = '2026-07-04 12:00:00.123 [main] ERROR com.acme.A - failed';
    expect(readRecords(`${logged}\njava.lang.IllegalStateException: late${stack}`)).toMatchObject([
      { message: 'failed', level: 'error', error, lines: 5 },
    ]);
  });

  it('in JSON that was printed over several lines stays within it', () => {
    const broken = `{"level":"error","time":"2026-07-04T12:00:00Z","msg":"failed\njava.lang.IllegalStateException: late${stack}"}`;
    expect(readRecords(`${JSON_LINE}\n${broken}\n${JSON_LINE}`).map(({ lines }) => lines)).toEqual([1, 5, 1]);
  });
});

describe('a .NET exception', () => {
  it.each(['Unhandled exception. ', 'Unhandled Exception: '])(
    'that nobody caught is a record of its own: %s',
    (words) => {
      const uncaught = `${words}System.InvalidOperationException: late\n   at Shop.A.B() in /src/A.cs:line 4`;
      expect(readRecords(`${TEXT_LINE}\n${uncaught}\n${TEXT_LINE}`)).toMatchObject([
        { level: 'info', error: null },
        { level: 'error', error: { name: 'System.InvalidOperationException', message: 'late' }, lines: 2 },
        { level: 'info', error: null },
      ]);
    },
  );
});

describe('a Rust panic', () => {
  it.each([
    "thread 'w' panicked at 'late', src/a.rs:1:2",
    "thread 'w' (7) panicked at 'late', src/a.rs:1:2",
    "thread '<unnamed>' panicked at 'late', src/a.rs:1:2\nnote: run with `RUST_BACKTRACE=1`",
  ])('of the older form is fatal, with its place as a frame: %s', (text) => {
    const records = readRecords(`${JSON_LINE}\n${text}\n${JSON_LINE}`);
    expect(records).toMatchObject([
      { level: 'info', error: null },
      { level: 'fatal', message: 'panic: late', error: { name: 'panic', message: 'late' } },
      { level: 'info', error: null },
    ]);
    expect(shapeOf(records[1]?.error?.stack ?? '').frames).toEqual(['@a.rs']);
  });

  it('whose text spans lines is whole', () => {
    const text =
      "thread 'main' panicked at 'assertion failed: `(left == right)`\n  left: `1`,\n right: `2`', src/a.rs:2:5";
    const [record] = readRecords(text);
    expect(record).toMatchObject({
      level: 'fatal',
      lines: 3,
      error: { name: 'panic', message: 'assertion failed: `(left == right)`\n  left: `1`,\n right: `2`' },
    });
    expect(shapeOf(record?.error?.stack ?? '').frames).toEqual(['@a.rs']);
  });
});
