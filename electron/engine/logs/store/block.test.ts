import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { openMeta } from './block-meta.ts';
import { decodeBlock, encodeBlock, openLines, rawBytes, recordAt, storedRecord } from './block.ts';
import type { StoredRecord } from './stored-record.ts';

const whole = (max: number) => fc.integer({ min: 0, max });
const text = fc.string({ unit: 'grapheme', maxLength: 60 });
const record: fc.Arbitrary<StoredRecord> = fc.record({
  seq: whole(2 ** 45),
  source: fc.constant(7),
  files: fc.array(whole(2 ** 33), { minLength: 1, maxLength: 3 }),
  position: whole(2 ** 50),
  time: fc.integer({ min: -(2 ** 46), max: 2 ** 46 }),
  readAt: whole(2 ** 46),
  level: whole(5),
  service: fc.option(text),
  lines: whole(100_000),
  flags: whole(127),
  format: fc.constantFrom('winston', 'docker>pino', 'plain'),
  group: fc.option(whole(2 ** 40)),
  raw: fc.array(text, { maxLength: 4 }).map((lines) => lines.join('\n')),
});
const block = fc.array(record, { minLength: 1, maxLength: 40 });

const one: StoredRecord = {
  seq: 1,
  source: 1,
  files: [1],
  position: 0,
  time: 0,
  readAt: 0,
  level: 2,
  service: null,
  lines: 1,
  flags: 0,
  format: 'plain',
  group: null,
  raw: '',
};

describe('a block of records', () => {
  it('is read back as it was', () => {
    fc.assert(
      fc.property(block, (records) => {
        expect(decodeBlock(encodeBlock(records))).toEqual(records);
      }),
    );
  });

  it('gives one record without the others, by its place and by a byte of its lines', () => {
    fc.assert(
      fc.property(block, fc.nat(), (records, choice) => {
        const encoded = encodeBlock(records);
        const meta = openMeta(encoded.meta);
        const lines = openLines(encoded.lines);
        const index = choice % records.length;
        expect(storedRecord(meta, lines, index)).toEqual(records[index]);
        const bytes = rawBytes(meta, lines, index);
        expect(bytes.toString()).toBe(records[index]?.raw);
        expect(recordAt(meta, meta.starts()[index] ?? -1)).toBe(index);
        expect(recordAt(meta, (meta.starts()[index] ?? -1) + bytes.length)).toBe(index);
      }),
    );
  });

  it('holds the lines so that they can be searched as bytes', () => {
    const { lines } = encodeBlock([
      { ...one, raw: 'first\n  at more' },
      { ...one, seq: 2, raw: 'second' },
    ]);
    expect(openLines(lines).toString()).toBe('first\n  at more\nsecond');
  });

  it('takes little beside its lines', () => {
    const records = Array.from({ length: 5000 }, (_, index) => ({
      ...one,
      seq: 1000 + index,
      position: index * 101,
      time: 1_700_000_000_000 + index * 37,
      readAt: 1_700_000_000_500 + Math.floor(index / 300) * 1000,
      service: ['api', 'web'][index % 2] ?? null,
      raw: 'x'.repeat(100),
    }));
    expect(encodeBlock(records).meta.length).toBeLessThan(5000);
  });

  it('refuses records of several sources, none at all, and numbers that would not come back', () => {
    expect(() => encodeBlock([one, { ...one, source: 2 }])).toThrow('of one source');
    expect(() => encodeBlock([])).toThrow('at least one record');
    expect(() => encodeBlock([{ ...one, time: 0.5 }])).toThrow('no whole number');
  });

  it('says so when the bytes are of another version or damaged', () => {
    const { lines, meta } = encodeBlock([one]);
    expect(() => decodeBlock({ lines: Uint8Array.from([9, ...lines.subarray(1)]), meta })).toThrow('newer');
    expect(() => decodeBlock({ lines, meta: meta.subarray(0, meta.length - 3) })).toThrow('damaged');
    expect(() => decodeBlock({ lines: new Uint8Array(), meta })).toThrow('damaged');
  });
});
