import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { LogLine } from './line.ts';
import { LONGEST_LINE, type Framed } from './framing.ts';
import { createLineFramer } from './line-framer.ts';

/** Frames bytes handed over in pieces that end at the given places, with the rest taken at the end. */
function frame(bytes: Buffer, cuts: readonly number[] = []): Framed {
  const framer = createLineFramer(0);
  const framed: Framed = { lines: [], holes: [] };
  const add = ({ lines, holes, standing }: Framed) => {
    framed.lines.push(...lines);
    framed.holes.push(...holes);
    expect(standing?.bytes.toString()).toBe(standing && asTheyStand(lines.slice(standing.before)));
  };
  let from = 0;
  for (const cut of [...cuts.toSorted((a, b) => a - b), bytes.length]) {
    const piece = Buffer.from(bytes.subarray(from, Math.min(cut, bytes.length)));
    add(framer.push(piece));
    piece.fill(1);
    from = Math.min(cut, bytes.length);
  }
  add(framer.flush());
  return framed;
}

const asTheyStand = (lines: readonly LogLine[]) => lines.map(({ text }) => `${text}\n`).join('');

const texts = (bytes: Buffer) => frame(bytes).lines.map(({ text }) => text);

describe('lines of a file', () => {
  it('end at LF and CRLF, not at a lone CR', () => {
    expect(texts(Buffer.from('a\r\nb\nc\rd\r\n\n\r\ne'))).toEqual(['a', 'b', 'c\rd', '', '', 'e']);
  });

  it('are at hand as they stand in the file where nothing else stands between them', () => {
    const framer = createLineFramer(0);
    framer.push(Buffer.from('a'));
    const { lines, standing } = framer.push(Buffer.from('b\nc\n\nd\ne'));
    expect(lines.map(({ text }) => text)).toEqual(['ab', 'c', '', 'd']);
    expect(standing).toEqual({ before: 1, bytes: Buffer.from('c\n\nd\n') });
  });

  it.each([
    ['a line ends with CRLF', Buffer.from('a\nb\r\n')],
    ['a line is not of ASCII characters alone', Buffer.from('a\nç\n')],
    ['a line is too long', Buffer.from(`a\n${'x'.repeat(LONGEST_LINE + 1)}\n`)],
    ['another line comes behind them', Buffer.from('a\nb\nc\0\n')],
    ['lines behind a hole do not', Buffer.from('a\n\0\r\n')],
  ])('are not where %s', (_why, bytes) => {
    expect(createLineFramer(0).push(bytes).standing).toBeUndefined();
  });

  it('say where they start and what they take', () => {
    expect(frame(Buffer.from('ab\r\nç\nx')).lines).toMatchObject([
      { text: 'ab', offset: 0, bytes: 4, truncated: false },
      { text: 'ç', offset: 4, bytes: 3, truncated: false },
      { text: 'x', offset: 7, bytes: 1, truncated: false },
    ]);
  });

  it('lose a byte order mark at the start of the file and nowhere else', () => {
    expect(texts(Buffer.from('\uFEFFa\n\uFEFFb\n'))).toEqual(['a', '\uFEFFb']);
  });

  it('carry U+FFFD for malformed bytes', () => {
    expect(texts(Buffer.from([0x61, 0xff, 0x62, 0x0a, 0xc3, 0x0a]))).toEqual(['a\uFFFDb', '\uFFFD']);
  });

  it('keep the first 64 KiB and pass over the rest', () => {
    const long = Buffer.concat([Buffer.alloc(10_000_000, 'x'), Buffer.from('\nshort\n')]);
    const [first, second] = frame(long, [100_000, 5_000_000]).lines;
    expect(first).toMatchObject({
      text: 'x'.repeat(LONGEST_LINE),
      offset: 0,
      bytes: 10_000_001,
      truncated: true,
    });
    expect(second?.text).toBe('short');
  });

  it('are whole with exactly 64 KiB, also before CRLF', () => {
    const full = 'x'.repeat(LONGEST_LINE);
    for (const cuts of [[], [1, LONGEST_LINE, LONGEST_LINE + 1]]) {
      const { lines } = frame(Buffer.from(`${full}\r\n${full}y\n`), cuts);
      expect(lines.map(({ text, truncated }) => [text === full, truncated])).toEqual([
        [true, false],
        [true, true],
      ]);
    }
  });

  it('are cut between characters', () => {
    const { lines } = frame(Buffer.from(`x${'é'.repeat(LONGEST_LINE)}\n`));
    expect(lines[0]?.text).toBe(`x${'é'.repeat(LONGEST_LINE / 2 - 1)}`);
  });

  it('hold no NUL byte, and holes of them are named', () => {
    const bytes = Buffer.concat([
      Buffer.from('a\0b\n'),
      Buffer.alloc(100_000),
      Buffer.from('c\nd'),
      Buffer.alloc(20),
      Buffer.from('e\n'),
      Buffer.alloc(30),
    ]);
    const { lines, holes } = frame(bytes, [50, 70_000]);
    expect(lines).toMatchObject([
      { text: 'ab', offset: 0 },
      { text: 'c', offset: 100_004 },
      { text: 'de', offset: 100_006 },
    ]);
    expect(holes).toEqual([
      { offset: 4, bytes: 100_000 },
      { offset: 100_007, bytes: 20 },
      { offset: 100_029, bytes: 30 },
    ]);
  });

  it('of a file of zeros are none', () => {
    expect(frame(Buffer.alloc(1_000_000), [3, 77])).toEqual({
      lines: [],
      holes: [{ offset: 0, bytes: 1_000_000 }],
    });
  });

  it.each(['utf-16le', 'utf-16be'] as const)('are decoded from %s', (encoding) => {
    const text = '\uFEFFgrün\r\nĊ 漢字\n\nlast';
    const little = Buffer.from(text, 'utf16le');
    const bytes = encoding === 'utf-16le' ? little : Buffer.from(little).swap16();
    for (const cuts of [[], [1, 4, 5, 9]]) {
      const { lines } = frame(bytes, cuts);
      expect(lines.map((line) => line.text)).toEqual(['grün', 'Ċ 漢字', '', 'last']);
      expect(lines.at(-1)?.offset).toBe(bytes.length - 8);
    }
  });

  it('are the same in whatever pieces the bytes come', () => {
    const piece = fc.oneof(
      fc.string({ maxLength: 12 }).map((text) => Buffer.from(text)),
      fc.uint8Array({ maxLength: 6 }).map((bytes) => Buffer.from(bytes)),
      fc
        .constantFrom('\n', '\r\n', '\r', 'é', 'password=x', '\u001b[0m', String.raw`\u0041`, 'harmless')
        .map((text) => Buffer.from(text)),
      fc.integer({ min: 1, max: 40 }).map((length) => Buffer.alloc(length)),
      fc.constant(Buffer.alloc(LONGEST_LINE - 3, 'x')),
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 20 }), fc.array(fc.nat({ max: 200 })), (pieces, cuts) => {
        const bytes = Buffer.concat(pieces);
        const whole = frame(bytes);
        expect(frame(bytes, cuts)).toEqual(whole);
        const covered = [...whole.lines, ...whole.holes].reduce((sum, each) => sum + each.bytes, 0);
        expect(bytes.includes(0) || covered === bytes.length).toBe(true);
      }),
    );
  });

  it.each([
    ['password=hunter2', false],
    ['Authorization: Basic abc', false],
    ['\u001b[31mred', false],
    ['é\u009b31mred', false],
    [String.raw`{"a":"\u0070assword"}`, false],
    ['GET /books 200 in 12 ms', true],
    ['grün, ja', true],
  ])('are harmless where nothing has to be taken out of them: %s is %s', (text, harmless) => {
    const long = Buffer.from(`fine\n${text}\nfine\n`);
    for (const cuts of [[], [7]]) {
      expect(frame(long, cuts).lines.map((line) => line.harmless)).toEqual([true, harmless, true]);
    }
  });

  it('are judged harmless by what is kept of them, in whatever pieces they come', () => {
    const bytes = Buffer.from(`${'x'.repeat(LONGEST_LINE - 3)}password=y\n`);
    for (const cuts of [[], [1]]) {
      expect(frame(bytes, cuts).lines).toMatchObject([{ truncated: true, harmless: true }]);
    }
  });

  it('without an end can be looked at before it comes', () => {
    const framer = createLineFramer(10, 'utf-8');
    expect(framer.push(Buffer.from('one\ntw')).lines).toHaveLength(1);
    expect(framer.partial()).toMatchObject({ text: 'tw', offset: 14, bytes: 2, truncated: false });
    expect(framer.lineStart).toBe(14);
    framer.push(Buffer.from('o\n'));
    expect(framer.partial()).toBeNull();
  });
});
