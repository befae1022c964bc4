import { describe, expect, it } from 'vitest';
import { readRecords } from '../../../../tests/fixtures/read-records.ts';

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
