import { describe, expect, it } from 'vitest';
import { linesOf, readRecord, readRecords, recordReader } from '../../../../tests/fixtures/read-records.ts';
import { createRecordReader } from './reader.ts';

const iso = (time: number) => new Date(time).toISOString();
const json = (value: unknown) => JSON.stringify(value);
const TIMED = json({ level: 'info', message: 'a', timestamp: '2026-07-04T12:00:00Z' });
const messages = (text: string) => readRecords(text).map(({ message }) => message);

describe('the time of a record', () => {
  it.each([
    ['2026-07-04T12:00:00.123Z', '2026-07-04T12:00:00.123Z'],
    ['2026-07-04T12:00:00+02:00', '2026-07-04T10:00:00.000Z'],
    ['2026-07-04 12:00:00,123', '2026-07-04T10:00:00.123Z'],
    ['2026-07-04 12:00:00.123456 +0200', '2026-07-04T10:00:00.123Z'],
    ['2026-07-04 12:00:00 UTC', '2026-07-04T12:00:00.000Z'],
    ['2026/07/04 12:00:00', '2026-07-04T10:00:00.000Z'],
    ['04/Jul/2026:12:00:00 +0000', '2026-07-04T12:00:00.000Z'],
    ['04-Jul-2026 12:00:00.123', '2026-07-04T10:00:00.123Z'],
    ['Sat Jul 04 12:00:00.123456 2026', '2026-07-04T10:00:00.123Z'],
    ['Jul 4, 2026 1:05:09 PM', '2026-07-04T11:05:09.000Z'],
    ['04.07.2026 12:00:00', '2026-07-04T10:00:00.000Z'],
    ['20260704T120000Z', '2026-07-04T12:00:00.000Z'],
    ['1783166400.5', '2026-07-04T12:00:00.500Z'],
    ['1783166400123', '2026-07-04T12:00:00.123Z'],
  ])('is read from %s at the start of a line', (time, expected) => {
    const record = readRecord(`${time} INFO text`);
    expect([iso(record.time), record.timeGuessed, record.message]).toEqual([expected, false, 'text']);
  });

  it.each([
    [1783166400, '2026-07-04T12:00:00.000Z'],
    [1783166400.25, '2026-07-04T12:00:00.250Z'],
    [1783166400123, '2026-07-04T12:00:00.123Z'],
    [1783166400123456, '2026-07-04T12:00:00.123Z'],
    ['1783166400123', '2026-07-04T12:00:00.123Z'],
    ['1970-01-01T00:00:01.000Z', '1970-01-01T00:00:01.000Z'],
    ['2099-12-31T23:59:59.999Z', '2099-12-31T23:59:59.999Z'],
    [{ $date: '2026-07-04T12:00:00.000+00:00' }, '2026-07-04T12:00:00.000Z'],
  ])('is read from %j in JSON', (time, expected) => {
    expect(iso(readRecord(json({ time, level: 'info', msg: 'x' })).time)).toBe(expected);
  });

  it.each([
    // The clock goes forward at 2:00 and back at 3:00.
    ['2026-03-29 01:59:59', '2026-03-29T00:59:59.000Z'],
    ['2026-03-29 03:00:00', '2026-03-29T01:00:00.000Z'],
    ['2026-03-29 02:30:00', '2026-03-29T01:30:00.000Z'],
    ['2026-10-25 01:59:59', '2026-10-24T23:59:59.000Z'],
    ['2026-10-25 02:30:00', '2026-10-25T00:30:00.000Z'],
    ['2026-10-25 03:00:00', '2026-10-25T02:00:00.000Z'],
  ])('without a zone is that of the source, at both ends of summer time: %s', (time, expected) => {
    expect(iso(readRecord(`${time} INFO x`).time)).toBe(expected);
  });

  it.each([
    ['Jul  4 12:00:00', '2026-07-05T00:00:00Z', '2026-07-04T12:00:00.000Z'],
    ['Jul  5 23:00:00', '2026-07-05T00:00:00Z', '2026-07-05T23:00:00.000Z'],
    ['Jul  7 00:00:00', '2026-07-05T00:00:00Z', '2025-07-07T00:00:00.000Z'],
    ['Dec 31 23:59:59', '2026-01-01T00:00:01Z', '2025-12-31T23:59:59.000Z'],
    ['Jan  1 00:00:01', '2025-12-31T23:59:59Z', '2026-01-01T00:00:01.000Z'],
    ['Feb 29 12:00:00', '2026-07-05T00:00:00Z', '2024-02-29T12:00:00.000Z'],
  ])('without a year is the nearest not over 24 h ahead: %s at %s', (time, now, expected) => {
    const record = readRecord(`${time} host app[1]: text`, { now, zone: 'UTC' });
    expect(iso(record.time)).toBe(expected);
  });

  it('alone is that of today, by the source calendar', () => {
    const record = readRecord('01:30:00 INFO x', { now: '2026-07-04T22:30:00Z' });
    expect(iso(record.time)).toBe('2026-07-04T23:30:00.000Z');
  });

  it('that nobody states is that of the reading, and marked so', () => {
    expect(readRecord('no time at all')).toMatchObject({
      time: Date.parse('2026-07-05T00:00:00Z'),
      timeGuessed: true,
    });
  });

  it.each(['99/99/2026 12:00:00 x', '2026-13-45T99:00:00Z INFO x', '12:30 of 40'])(
    'is not read from what is none: %s',
    (text) => {
      expect(readRecord(text).timeGuessed).toBe(true);
    },
  );
});

describe('the level of a record', () => {
  it.each([
    ['trace', 'trace'],
    ['SILLY', 'trace'],
    ['verbose', 'debug'],
    ['Debug', 'debug'],
    ['information', 'info'],
    ['NOTICE', 'info'],
    ['warning', 'warn'],
    ['err', 'error'],
    ['SEVERE', 'error'],
    ['crit', 'fatal'],
    ['alert', 'fatal'],
    ['emerg', 'fatal'],
    ['PANIC', 'fatal'],
    [10, 'trace'],
    [30, 'info'],
    [50, 'error'],
    [60, 'fatal'],
  ])('%s is %s', (level, expected) => {
    expect(readRecord(json({ level, time: 1783166400123, msg: 'x' }))).toMatchObject({
      level: expected,
      levelStated: true,
    });
  });

  it('comes from the HTTP class where none is stated, and is info below 400', () => {
    const level = (status: number) => readRecord(json({ time: 1783166400123, msg: 'x', status })).level;
    expect([200, 301, 404, 429, 500, 503].map(level)).toEqual([
      'info',
      'info',
      'warn',
      'warn',
      'error',
      'error',
    ]);
  });

  it('that is stated beats the HTTP class', () => {
    expect(readRecord(json({ level: 'info', msg: 'x', status: 500 })).level).toBe('info');
  });

  it('is error where the record carries an exception and states none, else info', () => {
    expect(readRecord('TypeError: x is not a function\n    at f (a.js:1:2)').level).toBe('error');
    expect(readRecord('all is well')).toMatchObject({ level: 'info', levelStated: false });
  });

  it('of a panic that nobody recovered is fatal', () => {
    expect(readRecord('panic: boom\n\ngoroutine 1 [running]:\nmain.main()\n\t/a/m.go:3 +0x1').level).toBe(
      'fatal',
    );
    expect(readRecord("thread 'main' panicked at src/main.rs:2:5:\nboom").level).toBe('fatal');
  });
});

describe('the error of a record', () => {
  it.each(['err', 'error'])('is a text under %s, without a name', (key) => {
    expect(readRecord(json({ level: 'error', msg: 'failed', [key]: 'no route' })).error).toEqual({
      name: null,
      message: 'no route',
      stack: null,
    });
  });

  it('is the outermost of a chain, in Python the last', () => {
    const java =
      'java.lang.Error: outer\n\tat a.B.c(B.java:1)\nCaused by: java.io.IOException: inner\n\t... 1 more';
    expect(readRecord(java).error).toMatchObject({
      name: 'java.lang.Error',
      causes: ['java.io.IOException'],
    });
    const python = [
      'Traceback (most recent call last):',
      '  File "a.py", line 1, in f',
      'KeyError: 1',
      '',
      'During handling of the above exception, another exception occurred:',
      '',
      'Traceback (most recent call last):',
      '  File "a.py", line 2, in g',
      'ValueError: last',
    ].join('\n');
    expect(readRecord(python).error).toMatchObject({
      name: 'ValueError',
      message: 'last',
      causes: ['KeyError'],
    });
  });

  it.each([false, null, '', 0])('is none where the field holds %j', (error) => {
    expect(readRecord(json({ level: 'info', msg: 'x', error })).error).toBeNull();
  });
});

describe('a container', () => {
  const inner = json({ level: 'warn', time: '2026-07-04T12:00:00.000Z', msg: 'slow', service: 'shop' });

  it.each([
    ['Docker', json({ log: `${inner}\n`, stream: 'stderr', time: '2026-07-04T12:00:09Z' })],
    ['CRI', `2026-07-04T12:00:09Z stderr F ${inner}`],
    ['pm2', `2026-07-04 12:00:09 +00:00: ${inner}`],
    ['syslog', `<11>1 2026-07-04T12:00:09Z host app - - - ${inner}`],
    ['docker compose', `shop-1  | ${inner}`],
  ])('is unwrapped, and the time and level within win: %s', (_name, line) => {
    const record = readRecord(line);
    expect([iso(record.time), record.level, record.message, record.service]).toEqual([
      '2026-07-04T12:00:00.000Z',
      'warn',
      'slow',
      'shop',
    ]);
  });

  it('gives time and level to what states none', () => {
    expect(readRecord('<11>1 2026-07-04T12:00:09Z host app - - - text')).toMatchObject({
      time: Date.parse('2026-07-04T12:00:09Z'),
      level: 'error',
      message: 'text',
      service: 'app',
    });
  });
});

describe('a record of several lines', () => {
  it.each([
    ['indentation', 'INFO a\n  more\n\tmore\nINFO b', 2],
    ['causes', 'java.lang.Error: x\n\tat a.B.c(B.java:1)\nCaused by: java.lang.Error: y\nINFO b', 2],
    ['frames', 'Error: x\nat f (a.js:1:2)\nINFO b', 2],
    ['no time where the format has one', '2026-07-04 12:00:00 INFO a\nmore\n2026-07-04 12:00:01 INFO b', 2],
    ['a torn object with a number that is none', `${TIMED}\n{"level":"info","n":03,"mess\n${TIMED}`, 3],
    ['a brace begins a record though torn', `${TIMED}\n{"level":"info","mess\nrest\n${TIMED}`, 3],
  ])('goes on by %s', (_name, text, count) => {
    expect(readRecords(text)).toHaveLength(count);
  });

  it('keeps 1,000 lines and counts the others', () => {
    const record = readRecord(`2026-07-04 12:00:00 INFO a\n${'more\n'.repeat(1500)}`);
    expect([record.lines, record.truncated, record.raw.split('\n').length]).toEqual([1501, true, 1000]);
  });

  it('keeps 256 KiB and counts the others', () => {
    const record = readRecord(`2026-07-04 12:00:00 INFO a\n${`${'x'.repeat(60_000)}\n`.repeat(10)}`);
    expect([record.lines, record.truncated, record.raw.length <= 256 * 1024]).toEqual([11, true, true]);
  });

  it('is handed out after silence, and again, whole, when it goes on within a minute', () => {
    const reader = recordReader();
    const [first, second, third] = linesOf(
      '2026-07-04 12:00:00 ERROR a\n  more\n2026-07-04 12:00:01 INFO b\n',
    );
    if (!first || !second || !third) throw new Error('three lines are there');
    expect(reader.push(first)).toEqual([]);
    expect(reader.openSince()).toBe(0);
    expect(reader.flush('silence')).toMatchObject([{ message: 'a', lines: 1, replaces: false }]);
    expect(reader.openSince()).toBeNull();
    expect(reader.push(second)).toEqual([]);
    expect(reader.openSince()).toBe(second.offset);
    expect(reader.push(third)).toMatchObject([{ message: 'a\n  more', offset: 0, lines: 2, replaces: true }]);
  });

  it('that goes on later than a minute is followed by a record marked as its continuation', () => {
    let now = Date.parse('2026-07-05T00:00:00Z');
    const reader = createRecordReader({
      source: { format: 'auto', pattern: null, redact: [] },
      now: () => now,
      zone: 'UTC',
    });
    const [first, second] = linesOf('2026-07-04 12:00:00 ERROR a\n  more\n');
    if (!first || !second) throw new Error('two lines are there');
    reader.push(first);
    reader.flush('silence');
    now += 60_001;
    reader.push(second);
    expect(reader.flush('end')).toMatchObject([{ message: '  more', continued: true, replaces: false }]);
  });
});

describe('a format', () => {
  it('that is configured is the only one', () => {
    expect(readRecords(json({ level: 'error', message: 'x' }), { format: 'plain' })).toMatchObject([
      { message: '{"level":"error","message":"x"}', format: 'plain' },
    ]);
  });

  it('that nobody knows is refused', () => {
    expect(() => readRecords('x', { format: 'winstn' })).toThrow('there is no log format "winstn"');
  });

  it('by a pattern comes first; other lines are read as they are', () => {
    const pattern = String.raw`^(?P<time>\S+) <(?P<level>\w+)> (?P<service>\w+) took (?P<ms>\d+): (?P<message>.*)$`;
    expect(
      readRecords(
        '2026-07-04T12:00:00Z <warn> shop took 12: slow\n{"level":"error","message":"y","time":"2026-07-04T12:00:01Z"}',
        {
          pattern,
        },
      ),
    ).toMatchObject([
      { level: 'warn', service: 'shop', fields: { ms: 12 }, message: 'slow', format: 'pattern' },
      { level: 'error', message: 'y' },
    ]);
  });

  it('by a pattern that would take for ever elsewhere is linear, and one that RE2 refuses is an error', () => {
    expect(readRecords(`${'a'.repeat(5000)}!`, { pattern: '^(a+)+$' })).toHaveLength(1);
    expect(() => readRecords('x', { pattern: '(?=x)' })).toThrow('error parsing regexp');
    expect(() => readRecords('x', { redact: ['(x'] })).toThrow('error parsing regexp');
  });

  it('is asked anew for a line that does not fit it', () => {
    expect(
      readRecords(
        `2026-07-04 12:00:00 INFO a\n${json({ level: 'warn', message: 'b', timestamp: '2026-07-04T12:00:00Z' })}\n2026-07-04 12:00:02 INFO c`,
      ),
    ).toMatchObject([{ message: 'a' }, { message: 'b', level: 'warn' }, { message: 'c' }]);
  });
});

describe('bad input', () => {
  it('of 10 MB in one line keeps its head and what stands in it', () => {
    const line = json({
      timestamp: '2026-07-04T12:00:00.123Z',
      level: 'error',
      message: 'big',
      service: 'shop',
      blob: 'x'.repeat(10_000_000),
    });
    expect(readRecords(`${line}\nnext`)).toMatchObject([
      {
        level: 'error',
        message: 'big',
        service: 'shop',
        truncated: true,
        time: Date.parse('2026-07-04T12:00:00.123Z'),
      },
      { message: 'next' },
    ]);
  });

  it('with holes of NUL bytes has none of them in a record', () => {
    const text = Buffer.concat([Buffer.from('INFO a\n'), Buffer.alloc(5000), Buffer.from('INFO b\n')]);
    expect(readRecords(text).map(({ message }) => message)).toEqual(['a', 'b']);
  });

  it('that is no UTF-8, or UTF-16, or has lone CRs, is text', () => {
    expect(readRecord(Buffer.from([0x61, 0xff, 0x62])).message).toBe('a\uFFFDb');
    expect(readRecord(Buffer.from('\uFEFFERROR grün', 'utf16le'))).toMatchObject({
      level: 'error',
      message: 'grün',
    });
    expect(readRecord('one\rtwo').message).toBe('one\rtwo');
  });

  it.each([
    ['colours', '\u001b[31mred\u001b[0m', 'red'],
    ['a hyperlink', '\u001b]8;;https://evil.example\u0007click\u001b]8;;\u0007', 'click'],
    ['a title', '\u001b]0;title\u001b\\text', 'text'],
    ['eight-bit controls', '\u009b31mred', 'red'],
    ['a sequence without its end', 'text\u001b', 'text'],
    ['two that would make one', '\u001b\u001b[31m[32mx', '[32mx'],
  ])('loses terminal sequences: %s', (_name, text, expected) => {
    expect(readRecord(text).message).toBe(expected);
    const record = readRecord(json({ level: 'info', message: text, detail: text, service: text }));
    expect([record.message, record.fields, record.service]).toEqual([
      expected,
      { detail: expected },
      expected,
    ]);
    expect(record.raw).not.toContain('u001b');
  });

  it('keeps controls of writing direction and markup as the text they are', () => {
    const text = 'user \u202egnp.exe <script>alert(1)</script> & "q"';
    expect(readRecord(text).message).toBe(text);
    expect(
      readRecord(
        json({
          level: 'error',
          message: text,
          [text]: text,
          error: { name: text, message: text, stack: text },
        }),
      ),
    ).toMatchObject({
      message: text,
      fields: { [text]: text },
      error: { name: text, message: text },
    });
  });

  it('with the keys of prototypes makes fields of them and changes no prototype', () => {
    const record = readRecord(
      '{"level":"info","message":"x","__proto__":{"polluted":1},"constructor":{"prototype":{"polluted":1}},"toString":"t"}',
    );
    expect(Object.keys(record.fields).toSorted()).toEqual(['__proto__', 'constructor', 'toString']);
    expect(({} as { polluted?: number }).polluted).toBeUndefined();
    expect(JSON.stringify(record.fields)).toContain('"__proto__":{"polluted":1}');
  });

  it('nested 10,000 levels deep, with keys twice or by the ten thousands is a record like any other', () => {
    const deep = `{"level":"error","message":"deep","a":${'['.repeat(10_000)}${']'.repeat(10_000)}}`;
    expect(readRecord(deep)).toMatchObject({ level: 'error', message: 'deep' });
    expect(
      readRecord(`{"level":"error","message":"password=x","a":${'{"b":'.repeat(5000)}1${'}'.repeat(5001)}`),
    ).toMatchObject({ level: 'error' });
    expect(readRecord('{"level":"info","level":"error","message":"a","message":"b"}')).toMatchObject({
      level: 'error',
      message: 'b',
    });
    const many = Object.fromEntries(Array.from({ length: 5000 }, (_, index) => [`k${index}`, index]));
    expect(Object.keys(readRecord(json({ level: 'info', message: 'x', ...many })).fields)).toHaveLength(5000);
  });

  it('of 100,000 keys is longer than what is kept, and its first keys still tell', () => {
    const many = Object.fromEntries(Array.from({ length: 100_000 }, (_, index) => [`k${index}`, index]));
    expect(readRecord(json({ level: 'warn', message: 'x', ...many }))).toMatchObject({
      level: 'warn',
      message: 'x',
      truncated: true,
    });
  });

  it.each([
    'null',
    '[]',
    '{}',
    '"x"',
    '{',
    '}',
    '{"level":',
    '{"message":{"a":1},"level":{"x":2},"time":{}}',
    '=',
    'a=',
    '[',
    '<',
    '<999>x',
    '\u0000',
    '::',
    '- - -',
  ])('such as %j is a record, or nothing', (text) => {
    expect(readRecords(text).length).toBeLessThanOrEqual(1);
  });

  it('tells two messages on one line from two lines', () => {
    expect(
      messages(
        '{"level":"info","message":"a"}{"level":"info","message":"b"}\n{"level":"info","message":"c"}',
      ),
    ).toHaveLength(2);
  });
});

describe('pairs without a level, a time or a message', () => {
  it('are logfmt from three on', () => {
    expect(readRecords('queue=mail waiting=3 oldest=12s')).toMatchObject([
      { format: 'logfmt', message: 'queue=mail waiting=3 oldest=12s', fields: { queue: 'mail', waiting: 3 } },
    ]);
    expect(readRecords('ratio=3 of=4')).toMatchObject([{ format: 'plain', message: 'ratio=3 of=4' }]);
  });

  it('amid records with times go on with the one before', () => {
    expect(readRecords('2026-07-04 12:00:00 INFO state\na=1 b=2 c=3 d=4')).toMatchObject([{ lines: 2 }]);
  });
});
