import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ErrorGroup, LogEntry } from '../../../shared/contract/log-schemas.ts';
import { LOG_LEVELS } from '../../../shared/domain/log-level.ts';
import { createI18n } from '../../i18n/i18n.tsx';
import { flatFields } from './flat-fields.ts';
import { directoryName } from './LogDirectoryForm.tsx';
import { logSentence, type LogFacts } from './log-sentence.ts';
import { filterOfView, narrowings, readLogView, withRange, without, writeLogView } from './log-view.ts';
import { fieldTerm, termsOf, withTerm } from './search-terms.ts';

const HOUR = 3_600_000;
const NOW = 1_800_000_000_000;
const view = (query = '') => readLogView(new URLSearchParams(query));

describe('the view of the Logs page', () => {
  it('is the last hour of everything where its address says nothing', () => {
    expect(view()).toEqual({
      sources: [],
      level: null,
      service: null,
      search: '',
      group: null,
      range: { preset: '1h' },
      at: null,
      record: null,
    });
    expect(writeLogView(view()).toString()).toBe('');
  });

  it('survives its address, every filter of it', () => {
    const all = {
      sources: ['a', 'b'],
      level: 'warn' as const,
      service: 'book api',
      search: '"a b" -c',
      group: 'f1',
      range: { preset: '6h' as const, from: NOW - HOUR, to: NOW },
      at: NOW - 1000,
      record: 7,
    };
    expect(readLogView(writeLogView(all))).toEqual(all);
  });

  it('takes nonsense for nothing', () => {
    expect(view('level=loud&range=2y&at=x&record=-1&from=5&to=1')).toEqual(view());
  });

  it('looks two minutes to either side of an instant, and says so with the instant alone', () => {
    const around = view(`at=${NOW}&source=books`);
    expect(around.range).toMatchObject({ from: NOW - 120_000, to: NOW + 120_000 });
    expect(writeLogView(around).toString()).toBe(`source=books&at=${NOW}`);
  });

  it('forgets the instant when it is no longer in sight', () => {
    const around = view(`at=${NOW}`);
    expect(withRange(around, { preset: '1h', from: NOW - 10_000, to: NOW + 60_000 }).at).toBe(NOW);
    expect(withRange(around, { preset: '1h', from: NOW + 1, to: NOW + 120_000 }).at).toBeNull();
    expect(withRange(around, { preset: '24h' }).at).toBeNull();
  });

  it('asks without an end while it follows the clock', () => {
    expect(filterOfView(view('range=1h'), NOW).to).toBeNull();
    expect(filterOfView(view(`from=${NOW - HOUR}&to=${NOW}`), NOW)).toMatchObject({
      from: NOW - HOUR,
      to: NOW,
    });
  });

  it('names what narrows it, and drops each by itself', () => {
    const narrow = view('q=x&level=error&service=s&group=g&source=a');
    expect(narrowings(narrow)).toEqual(['search', 'level', 'service', 'group', 'sources']);
    const left = narrowings(narrow).reduce(without, narrow);
    expect(narrowings(left)).toEqual([]);
  });
});

describe('a filter by the value of a field', () => {
  it.each([
    ['tenant', 'acme', 'tenant:acme'],
    ['status', 503, 'status:503'],
    ['redis.host', '10.0.4.12', 'redis.host:10.0.4.12'],
    ['path', '/reviews', 'path:"/reviews"'],
    ['said', 'a "b" \\ c', 'said:"a \\"b\\" \\\\ c"'],
  ])('%s of %j is %s', (name, value, term) => {
    expect(fieldTerm(name, value)).toBe(term);
  });

  it.each([
    ['a b', 'x'],
    ['<i>key</i>', 'x'],
    ['list', [1]],
    ['long', 'x'.repeat(500)],
    ['lines', 'a\nb'],
    ['empty', ''],
  ])('is not offered for %s', (name, value) => {
    expect(fieldTerm(name, value)).toBeNull();
  });

  it('stands once in the search and replaces its opposite', () => {
    expect(withTerm('redis', 'a:b', false)).toBe('redis a:b');
    expect(withTerm('redis a:b', 'a:b', true)).toBe('redis -a:b');
    expect(withTerm('x -a:"b c" "two words" /p q/', 'a:"b c"', false)).toBe('x "two words" /p q/ a:"b c"');
  });

  it('reads any search into terms without losing a letter', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 60 }), (text) => {
        expect(termsOf(text).join('').replaceAll(/\s/g, '')).toBe(text.replaceAll(/\s/g, ''));
      }),
    );
  });
});

describe('the fields of a record', () => {
  it('are told by their path, in their order', () => {
    const flat = flatFields({ b: 1, a: { c: 'x', d: { e: null } }, list: [1, { f: 2 }] });
    expect(flat.map(({ name, text }) => [name, text])).toEqual([
      ['b', '1'],
      ['a.c', 'x'],
      ['a.d.e', 'null'],
      ['list', '[1,{"f":2}]'],
    ]);
  });

  it('stay few and shallow whatever a record holds', () => {
    const deep = JSON.parse(`${'{"a":'.repeat(500)}1${'}'.repeat(500)}`) as Record<string, unknown>;
    expect(flatFields(deep)).toHaveLength(1);
    expect(flatFields(Object.fromEntries(Array.from({ length: 5000 }, (_, n) => [n, n]))).length).toBe(200);
  });
});

describe('a log source without a name', () => {
  it.each([
    ['/srv/shop/logs', 'shop'],
    ['/var/log/', 'var'],
    ['C:\\apps\\books\\log', 'books'],
    ['/logs', 'logs'],
    ['', ''],
  ])('in %s is called %s', (dir, name) => {
    expect(directoryName(dir)).toBe(name);
  });
});

describe('the sentence of the Logs page', () => {
  const { t, f } = createI18n('en');
  const words = { ...t.logs.sentence, duration: (ms: number) => f.long(ms) };
  const counts = (more: Partial<Record<LogEntry['level'], number>>) =>
    LOG_LEVELS.map((level) => more[level] ?? 0);
  const group = (sources: string[], times: number, firstSeen = 0) =>
    ({ sources, trend: [times], firstSeen }) as unknown as ErrorGroup;
  const say = (facts: Partial<LogFacts>) => {
    const said = logSentence(
      {
        buckets: [],
        groups: [],
        from: NOW - HOUR,
        lastErrorAt: null,
        now: NOW,
        live: true,
        nameOf: (id) => ({ books: 'Book Review API', shop: 'Shop', writer: 'Writer' })[id] ?? id,
        ...facts,
      },
      t.logs.within['1h'],
      words,
    );
    return `${said.lead} ${said.rest}`.trim();
  };
  const three = [{ at: 0, counts: counts({ error: 2, fatal: 1, info: 9 }) }];

  it.each<[string, Partial<LogFacts>, string]>([
    [
      'one source',
      { buckets: three, groups: [group(['books'], 3)] },
      '3 errors in the last hour, all from Book Review API.',
    ],
    [
      'one of several',
      { buckets: three, groups: [group(['books'], 9), group(['shop'], 1)] },
      '3 errors in the last hour, most from Book Review API.',
    ],
    [
      'several',
      { buckets: three, groups: [group(['books'], 2), group(['shop'], 2), group(['writer'], 1)] },
      '3 errors in the last hour, from Book Review API, Shop and 1 more.',
    ],
    ['nobody knows where', { buckets: three }, '3 errors in the last hour.'],
    [
      'a group that was quiet meanwhile',
      { buckets: three, groups: [group(['books'], 0)] },
      '3 errors in the last hour.',
    ],
    [
      'quiet since',
      { buckets: [{ at: 0, counts: counts({ info: 5 }) }], lastErrorAt: NOW - 6 * HOUR },
      'Quiet: no errors for 6 hours.',
    ],
    ['quiet ever', { buckets: [{ at: 0, counts: counts({ info: 5 }) }] }, 'Quiet: no errors so far.'],
    [
      'a span that has ended',
      { buckets: [{ at: 0, counts: counts({ warn: 1 }) }], live: false },
      'Quiet: no errors in this span.',
    ],
    ['nothing at all', {}, 'Nothing was logged in this time.'],
  ])('tells of %s', (_, facts, sentence) => {
    expect(say(facts)).toBe(sentence);
  });

  it('counts what was never seen before', () => {
    const groups = [group(['books'], 1, NOW - 1000), group(['books'], 1, NOW - 2 * HOUR)];
    const { detail } = logSentence(
      {
        buckets: three,
        groups,
        from: NOW - HOUR,
        lastErrorAt: NOW,
        now: NOW,
        live: true,
        nameOf: (id) => id,
      },
      'x',
      words,
    );
    expect(detail).toEqual(['12 records', '1 error was never seen before']);
  });
});
