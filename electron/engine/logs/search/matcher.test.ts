import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { recordsOf, storedOf } from '../../../../tests/fixtures/log-store.ts';
import { parseSearch } from '../queries/search-text.ts';
import { openMeta } from '../store/block-meta.ts';
import { encodeBlock, openLines } from '../store/block.ts';
import { rereadRecord } from '../store/reread.ts';
import { RECORD_FLAGS, type StoredRecord } from '../store/stored-record.ts';
import { LOG_LEVELS } from '../records/level.ts';
import { buildFilter } from './filter.ts';
import { createMatcher } from './matcher.ts';
import type { SearchedRecord } from './searched-record.ts';

const searched = (stored: StoredRecord): SearchedRecord => ({
  ...stored,
  source: 'shop',
  files: () => ['app.log'],
  whole: () => rereadRecord(stored, null),
});

/** Which of the records fit, and which of them every cheaper stage lets through. */
function search(text: string, stored: readonly StoredRecord[]) {
  const matcher = createMatcher(parseSearch(text));
  const encoded = encodeBlock(stored);
  const levels = LOG_LEVELS.map((_, level) => stored.filter((one) => one.level === level).length);
  const services = stored.flatMap(({ service }) => (service === null ? [] : [service]));
  const candidates = matcher.candidates(openMeta(encoded.meta), openLines(encoded.lines));
  const fits = stored.flatMap((one, index) => (matcher.fits(searched(one)) ? [index] : []));
  return {
    fits,
    candidates,
    couldHold: matcher.couldHold({ levels, services, filter: buildFilter(encoded) }),
    passed: fits.filter((index) => candidates.includes(index)),
  };
}

const stored = (...lines: string[]) =>
  recordsOf(lines).map((read, index) => storedOf(read, { seq: index + 1 }));
const json = (fields: object) => JSON.stringify({ level: 'info', message: 'm', ...fields });
const escaped = (text: string) =>
  text.replaceAll(/[^\u0020-\u007e]/gu, (sign) =>
    Array.from(
      { length: sign.length },
      (_, unit) => `\\u${sign.charCodeAt(unit).toString(16).padStart(4, '0')}`,
    ).join(''),
  );

describe('what a search finds', () => {
  it.each<[string, string, boolean]>([
    ['timeout', json({ message: 'Query TIMEOUT after 5 s' }), true],
    ['time out', json({ message: 'out of time' }), true],
    ['"time out"', json({ message: 'out of time' }), false],
    ['"time out"', json({ message: 'time out' }), true],
    ['-debug', json({ message: 'all well' }), true],
    ['-well', json({ message: 'all well' }), false],
    ['café', escaped(json({ message: 'Café closed' })), true],
    ['CAFÉ', json({ message: 'café closed' }), true],
    ['ошибка', escaped(json({ message: 'Ошибка сети' })), true],
    ['ошибка', json({ message: 'Ошибка сети' }), true],
    ['ошибка', json({ message: 'всё хорошо' }), false],
    [String.raw`"say \"hi\""`, json({ message: 'they say "hi" to all' }), true],
    [String.raw`C:\temp`, json({ message: String.raw`cannot open C:\temp\x` }), true],
    ['a/b', String.raw`{"level":"info","message":"at a\/b"}`, true],
    ['"<b>"', String.raw`{"level":"info","message":"\u003cb\u003e"}`, true],
    [
      '"TypeError: x is"',
      json({ level: 'error', error: { name: 'TypeError', message: 'x is no function' } }),
      true,
    ],
    ['/time ?out after \\d+/', json({ message: 'timeout after 31' }), true],
    ['/Timeout/', json({ message: 'timeout' }), false],
    ['/Timeout/i', json({ message: 'timeout' }), true],
    ['/caf\\x{e9}/', escaped(json({ message: 'café' })), true],
    ['level:warn', json({ level: 'warn' }), true],
    ['level:error', json({ level: 'warn' }), false],
    ['service:API', json({ service: 'api' }), true],
    ['service:api', json({ service: 'api-gateway' }), false],
    ['source:shop', json({}), true],
    ['source:other', json({}), false],
    ['file:app', json({}), true],
    ['logger:db', '2026-07-04 12:00:00,123 - app.db - INFO - ready', true],
    ['status:500', json({ status: 500 }), true],
    ['status:50', json({ status: 500 }), false],
    ['ok:true', json({ ok: true }), true],
    ['user.id:42', json({ user: { id: 42 } }), true],
    ['user.id:42', json({ 'user.id': 42 }), true],
    ['user.name:ann', json({ user: [{ name: 'Bob' }, { name: 'Annabel' }] }), true],
    ['User:ann', json({ user: { deep: { name: 'Ann' } } }), true],
    ['path:"a b"', json({ path: '/x/a b/c' }), true],
    ['gone:null', json({ gone: null }), true],
    ['message:well', json({ message: 'all WELL' }), true],
    ['message:well', json({ other: 'well' }), false],
    ['error.name:TypeError', json({ level: 'error', error: { name: 'TypeError', message: 'x' } }), true],
    [
      'error:"no function"',
      json({ level: 'error', error: { name: 'TypeError', message: 'no function' } }),
      true,
    ],
    ['-status:500', json({ status: 200 }), true],
  ])('%s in %s: %s', (text, line, expected) => {
    const { fits, passed, couldHold } = search(text, stored(line));
    expect(fits).toEqual(expected ? [0] : []);
    expect(passed).toEqual(fits);
    expect(couldHold || !expected).toBe(true);
  });

  it('finds a word that a container cut in two', () => {
    const records = stored(
      '2026-07-04T12:00:00Z stdout P a word that is cu',
      '2026-07-04T12:00:00Z stdout F t in two',
    );
    expect(records[0]?.format).toBe('cri>plain');
    expect(search('"cut in two"', records)).toMatchObject({ fits: [0], passed: [0], couldHold: true });
    expect(search('cut', records)).toMatchObject({ fits: [0], passed: [0], couldHold: true });
  });

  it('finds what a template was filled with', () => {
    const records = stored(
      JSON.stringify({ '@t': '2026-07-04T12:00:00Z', '@mt': 'order{Id} sent', Id: 5 }),
      JSON.stringify({ '@t': '2026-07-04T12:00:01Z', '@mt': 'nothing' }),
    );
    expect(search('order5', records)).toMatchObject({ fits: [0], passed: [0], couldHold: true });
  });
});

describe('the stages before the last', () => {
  const letters = fc.constantFrom(...Array.from('abkKsSzZ09_.- :/"\\éÉßſKİж中😀<&\n\t'));
  const text = fc.string({ unit: letters, maxLength: 12 });
  const value = fc.oneof(text, fc.integer(), fc.boolean(), fc.constant(null), fc.record({ in: text }));
  const line = fc
    .tuple(
      fc.record({ message: text, a: value, 'b.c': value }),
      fc.constantFrom('plain', 'escaped', 'docker'),
    )
    .map(([fields, way]) => {
      const own = JSON.stringify({ level: 'info', ...fields });
      if (way === 'escaped') return escaped(own);
      if (way === 'plain') return own;
      return JSON.stringify({ log: `${own}\n`, stream: 'stdout', time: '2026-07-04T12:00:00Z' });
    });

  it('never pass over a record that fits', () => {
    fc.assert(
      fc.property(
        fc.array(line, { minLength: 1, maxLength: 6 }),
        fc.nat(),
        fc.nat(),
        fc.nat(),
        (lines, which, from, length) => {
          const records = stored(...lines);
          const chosen = records[which % records.length];
          const message = chosen ? rereadRecord(chosen, null).message : '';
          const start = from % Math.max(1, message.length);
          const piece = message.slice(start, start + 1 + (length % 6)).toWellFormed();
          fc.pre(piece !== '' && !piece.includes('\uFFFD'));
          const quoted = `"${piece.replaceAll('\\', '\\\\').replaceAll('"', '\\"')}"`;
          for (const search_ of [quoted, `message:${quoted}`]) {
            const { fits, passed, couldHold } = search(search_, records);
            expect(fits.length).toBeGreaterThan(0);
            expect(passed).toEqual(fits);
            expect(couldHold).toBe(true);
          }
        },
      ),
      { numRuns: 200 },
    );
  }, 120_000);

  it('pass over blocks in which a word does not occur', () => {
    const records = stored(
      ...Array.from({ length: 2000 }, (_, index) => json({ message: `request ${index} done` })),
    );
    const { couldHold, candidates } = search('deadlock', records);
    expect({ couldHold, candidates }).toEqual({ couldHold: false, candidates: [] });
    expect(search('level:error', records).couldHold).toBe(false);
    expect(search('service:x', records).couldHold).toBe(false);
  });

  it('hand on only records with all words', () => {
    const records = stored(
      json({ message: 'alpha' }),
      json({ message: 'beta' }),
      json({ message: 'alpha beta' }),
    );
    expect(search('alpha beta', records).fits).toEqual([2]);
    expect(search('beta', records).candidates).toEqual([1, 2]);
  });
});

describe('a filter', () => {
  it('takes a small part of the lines', () => {
    const records = stored(
      ...Array.from({ length: 4000 }, (_, index) =>
        json({
          message: `GET /api/books/${index} in ${index % 97} ms`,
          requestId: (index * 2_654_435_761).toString(16),
        }),
      ),
    );
    const encoded = encodeBlock(records);
    expect(buildFilter(encoded).length).toBeLessThan(openLines(encoded.lines).length * 0.04);
  });
});

describe('a record read again', () => {
  it('is the record that was stored', () => {
    const lines = [
      json({ message: 'one', at: 1 }),
      '2026-07-04 12:00:00,123 ERROR [main] com.x.Y - broke',
      'java.lang.IllegalStateException: broke',
      '\tat com.x.Y.z(Y.java:3)',
      'plain words',
      '{"log":"{\\"level\\":\\"warn\\",\\"message\\":\\"inner\\"}\\n","stream":"stderr","time":"2026-07-04T12:00:00Z"}',
    ];
    for (const read of recordsOf(lines)) {
      const again = rereadRecord(storedOf(read), null);
      const { message, fields, error, service, logger } = read.record;
      expect(again).toMatchObject({ message, fields, error, service, logger });
    }
  });

  it('is read by the pattern of its source where that read it', () => {
    const [record] = stored('x').map((one) => ({
      ...one,
      format: 'pattern',
      raw: '<5> hello',
      flags: RECORD_FLAGS.timeGuessed,
    }));
    expect(record && rereadRecord(record, '^<(?P<code>\\d+)> (?P<message>.*)$')).toMatchObject({
      message: 'hello',
      fields: { code: 5 },
    });
  });
});
