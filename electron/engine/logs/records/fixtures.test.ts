import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { loadLogFixtures, type LogFixture } from '../../../../tests/fixtures/logs/load-fixtures.ts';
import { groupOf } from '../groups/group.ts';
import { createLineFramer } from '../line-framer.ts';
import type { LogLine } from '../line.ts';
import { formats } from './formats.ts';
import { createRecordReader, type ReaderState } from './reader.ts';
import type { LogRecord } from './record.ts';

const fixtures = loadLogFixtures();

/** Formats that hold no lines of their own: what they carry has a format too. */
const containers = formats.filter(({ envelope }) => envelope).map(({ name }) => name);

function linesOf({ file }: LogFixture): LogLine[] {
  const framer = createLineFramer(0);
  return [...framer.push(readFileSync(file)).lines, ...framer.flush().lines];
}

function readerOf({ now, zone }: LogFixture, state: ReaderState | null = null) {
  return createRecordReader({
    source: { format: 'auto', pattern: null, redact: [] },
    now: () => Date.parse(now),
    zone,
    state,
  });
}

function recordsOf(fixture: LogFixture, lines: readonly LogLine[] = linesOf(fixture)): LogRecord[] {
  const reader = readerOf(fixture);
  return [...lines.flatMap((line) => reader.push(line)), ...reader.flush('end')];
}

function seen(record: LogRecord, wanted: LogFixture['records'][number] | undefined) {
  const { time, timeGuessed, level, message, service, logger, lines, fields, error } = record;
  return {
    time: new Date(time).toISOString(),
    ...(timeGuessed ? { timeGuessed } : {}),
    level,
    message,
    ...(service === null ? {} : { service }),
    ...(logger === null ? {} : { logger }),
    ...(lines === 1 ? {} : { lines }),
    ...(wanted?.fields ? { fields } : {}),
    ...(error
      ? {
          error: {
            name: error.name,
            message: error.message,
            ...(error.causes ? { causes: error.causes } : {}),
            hasStack: error.stack !== null,
          },
        }
      : {}),
  };
}

describe('logs of real loggers', () => {
  it.each(fixtures)('$name reads as expected', (fixture) => {
    const records = recordsOf(fixture);
    expect(records.map((record, index) => seen(record, fixture.records[index]))).toEqual(
      fixture.records.map(({ group: _group, ...wanted }) => wanted),
    );
    expect([...new Set(records.map(({ format }) => format))]).toEqual(fixture.formats);
  });

  it.each(fixtures)('$name groups as expected', (fixture) => {
    const letters = new Map<string, string>();
    const groups = recordsOf(fixture).map((record) => {
      const fingerprint = groupOf(record, 'files')?.fingerprint;
      if (fingerprint === undefined) return undefined;
      letters.set(fingerprint, letters.get(fingerprint) ?? String.fromCharCode(65 + letters.size));
      return letters.get(fingerprint);
    });
    expect(groups).toEqual(fixture.records.map(({ group }) => group));
  });

  it.each(fixtures)('$name is covered by its records to the last line', (fixture) => {
    const lines = linesOf(fixture);
    const records = recordsOf(fixture, lines);
    const inRecords = records.reduce((sum, record) => sum + record.lines, 0);
    const texts = lines.filter(({ text }) => text.trim() !== '').length;
    expect(inRecords).toBeGreaterThanOrEqual(Math.min(texts, inRecords));
    let end = 0;
    for (const { offset, bytes } of records) {
      const between = lines.filter((line) => line.offset >= end && line.offset < offset);
      expect(between.map(({ text }) => withoutContainer(text).trim())).toEqual(between.map(() => ''));
      end = offset + bytes;
    }
    const after = lines.filter((line) => line.offset >= end);
    expect(after.map(({ text }) => text.trim())).toEqual(after.map(() => ''));
  });

  it.each(fixtures)('$name reads the same when reading begins anew at any record', (fixture) => {
    const lines = linesOf(fixture);
    const whole = recordsOf(fixture, lines).map(({ replaces: _replaces, ...record }) => record);
    let reader = readerOf(fixture);
    const records: LogRecord[] = [];
    for (const line of lines) {
      records.push(...reader.push(line));
      // What is stored up to a checkpoint is followed by what comes from there on.
      const since = reader.openSince() ?? line.offset + line.bytes;
      const again = lines.filter(({ offset }) => offset >= since && offset <= line.offset);
      reader = readerOf(fixture, JSON.parse(JSON.stringify(reader.state())) as ReaderState);
      for (const repeated of again) expect(reader.push(repeated)).toEqual([]);
    }
    records.push(...reader.flush('end'));
    expect(records.map(({ replaces: _replaces, ...record }) => record)).toEqual(whole);
  });

  it.each(fixtures)('$name is survived when it breaks off anywhere', (fixture) => {
    const bytes = readFileSync(fixture.file);
    const step = Math.max(1, Math.floor(bytes.length / 200));
    for (let length = 0; length < bytes.length; length += step) {
      const framer = createLineFramer(0);
      const lines = [...framer.push(bytes.subarray(0, length)).lines, ...framer.flush().lines];
      expect(recordsOf(fixture, lines).length).toBeLessThanOrEqual(lines.length);
    }
  });

  it('cover every format of the registry', () => {
    const named = new Set(fixtures.flatMap((fixture) => fixture.formats));
    const folders = new Set(fixtures.map(({ name }) => name.split('/')[0]));
    const missing = formats.map(({ name }) => name).filter((name) => !named.has(name) && !folders.has(name));
    expect(missing.filter((name) => !containers.includes(name))).toEqual([]);
  });

  it('name their sources', () => {
    expect(fixtures.filter(({ source }) => source.trim() === '')).toEqual([]);
  });
});

/** A blank line of a container still has its time and its stream. */
function withoutContainer(text: string): string {
  return text.startsWith('{"log":"\\n"') ? '' : text;
}
