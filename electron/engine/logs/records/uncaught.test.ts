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

describe('a Python traceback', () => {
  const trace =
    'Traceback (most recent call last):\n  File "/srv/a.py", line 3, in f\n    g()\nValueError: late';
  const error = { name: 'ValueError', message: 'late' };
  const logged = (level: string) => `2026-07-04 12:00:00,123 - app - ${level} - said`;

  it.each([
    ['information', logged('INFO')],
    ['a line without a level', '2026-07-04 12:00:00 said'],
    ['JSON', JSON_LINE],
    ['plain text', 'said'],
  ])('below %s is of an exception that nobody caught', (_name, line) => {
    expect(readRecords(`${line}\n${trace}\n${line}`)).toMatchObject([
      { level: 'info', error: null, lines: 1 },
      { level: 'error', error, lines: 4 },
      { level: 'info', error: null, lines: 1 },
    ]);
  });

  it.each(['DEBUG', 'WARNING', 'ERROR', 'CRITICAL'])(
    'below what was logged at %s belongs to that',
    (level) => {
      expect(readRecords(`${logged(level)}\n${trace}\n${logged('INFO')}`)).toMatchObject([
        { message: 'said', error, lines: 5 },
        { level: 'info', error: null },
      ]);
    },
  );

  it('below words that lead to it belongs to them', () => {
    expect(readRecords(`2026-07-04 12:00:00 it broke:\n${trace}`)).toMatchObject([
      { message: 'it broke:', error },
    ]);
  });

  it('below one that was logged, when the program dies of it, is a record of its own', () => {
    expect(readRecords(`${logged('ERROR')}\n${trace}\n${trace}`)).toMatchObject([
      { message: 'said', error, lines: 5 },
      { message: 'ValueError: late', error, lines: 4 },
    ]);
  });

  it('of a thread is a record of its own', () => {
    expect(readRecords(`${logged('INFO')}\nException in thread Thread-1 (work):\n${trace}`)).toMatchObject([
      { level: 'info', error: null, lines: 1 },
      { level: 'error', message: 'Exception in thread Thread-1 (work):', error, lines: 5 },
    ]);
  });

  it.each([
    ['uncaught', trace.split('\n', 1)[0]],
    ['logged', `${logged('ERROR')}\nTraceback (most recent call last):`],
  ])('that quotes the one of another process is one: %s', (_name, head) => {
    const remote = `concurrent.futures.process._RemoteTraceback: \n"""\n${trace}\n"""`;
    const chain = `${remote}\n\nThe above exception was the direct cause of the following exception:\n\n${trace}`;
    expect(readRecords(`${head}\n${chain}`)).toMatchObject([{ level: 'error', error }]);
  });
});

describe('a Node exception that nobody caught', () => {
  const crash =
    '/srv/app/a.js:3\n  throw new TypeError("late");\n  ^\n\nTypeError: late\n    at f (/srv/app/a.js:3:9)\n\nNode.js v20.11.0';

  it.each([
    ['JSON', JSON_LINE],
    ['text with times', '2026-07-04 12:00:00 INFO ok'],
    ['text with times, at debug', '2026-07-04 12:00:00 DEBUG ok'],
    ['text with times, at error', '2026-07-04 12:00:00 ERROR not ok'],
  ])('is a record of its own amid %s', (_name, line) => {
    expect(readRecords(`${line}\n${crash}\n${line}`)).toMatchObject([
      { error: null, lines: 1 },
      { level: 'error', error: { name: 'TypeError', message: 'late' }, lines: 8 },
      { error: null, lines: 1 },
    ]);
  });
});
