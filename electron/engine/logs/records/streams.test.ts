import { describe, expect, it } from 'vitest';
import { linesOf, readRecords, recordReader } from '../../../../tests/fixtures/read-records.ts';

const cri = (second: number, stream: string, tag: string, text: string) =>
  `2026-07-04T12:00:0${second}.1Z ${stream} ${tag} ${text}`;
const docker = (second: number, stream: string, tag: string, text: string) =>
  JSON.stringify({
    log: tag === 'P' ? text : `${text}\n`,
    stream,
    time: `2026-07-04T12:00:0${second}.1Z`,
  });

const seen = (lines: readonly string[]) =>
  readRecords(lines.join('\n')).map(({ message, fields, lines: count }) => [
    message,
    fields['stream'],
    count,
  ]);

describe.each([
  ['CRI', cri],
  ['Docker', docker],
])("the two streams of a container's log, by %s", (_name, line) => {
  it('cut their lines each by itself', () => {
    expect(
      seen([
        line(0, 'stdout', 'F', 'first'),
        line(1, 'stdout', 'P', 'out-a '),
        line(1, 'stderr', 'F', 'whole'),
        line(1, 'stderr', 'P', 'err-a '),
        line(1, 'stdout', 'P', 'out-b '),
        line(1, 'stderr', 'F', 'err-b'),
        line(1, 'stdout', 'F', 'out-c'),
        line(2, 'stdout', 'F', 'last'),
      ]),
    ).toEqual([
      ['first', 'stdout', 1],
      ['out-a out-b out-c', 'stdout', 1],
      ['whole', 'stderr', 1],
      ['err-a err-b', 'stderr', 1],
      ['last', 'stdout', 1],
    ]);
  });

  it('do not wait for each other for longer than a second', () => {
    expect(
      seen([
        line(1, 'stdout', 'P', 'out-a '),
        line(2, 'stderr', 'F', 'soon'),
        line(3, 'stderr', 'F', 'late'),
        line(3, 'stdout', 'F', 'out-b'),
      ]),
    ).toEqual([
      ['out-a ', 'stdout', 1],
      ['soon', 'stderr', 1],
      ['late', 'stderr', 1],
      ['out-b', 'stdout', 1],
    ]);
  });

  it('are handed out together where they overlap, so that reading can begin anew before both', () => {
    const [cut, whole, rest, next] = linesOf(
      [
        line(1, 'stdout', 'P', 'out-a '),
        line(1, 'stderr', 'F', 'whole'),
        line(1, 'stdout', 'F', 'out-b'),
        line(1, 'stdout', 'F', 'next'),
      ].join('\n'),
    );
    if (!cut || !whole || !rest || !next) throw new Error('four lines are there');
    const reader = recordReader();
    for (const one of [cut, whole, rest]) {
      expect(reader.push(one)).toEqual([]);
      expect(reader.openSince()).toBe(0);
    }
    expect(reader.push(next)).toMatchObject([{ message: 'out-a out-b' }, { message: 'whole' }]);
    expect(reader.openSince()).toBe(next.offset);
  });

  it('go on with what fits in between, over a bounded stretch of the file', () => {
    const between = Array.from({ length: 30 }, () => line(1, 'stderr', 'F', 'x'.repeat(60_000)));
    const records = readRecords(
      [line(1, 'stdout', 'P', 'out-a '), ...between, line(1, 'stdout', 'F', 'out-b')].join('\n'),
    );
    expect(records.map(({ message }) => message.slice(0, 6))).toEqual([
      'out-a ',
      ...between.map(() => 'xxxxxx'),
      'out-b',
    ]);
  });
});
