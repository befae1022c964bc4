import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createRecordReader } from '../reader.ts';
import { createTimeContext } from '../time/time-context.ts';
import { namesWith } from './names.ts';
import { createSkim } from './skim.ts';

const KEYS =
  'timestamp time level severity message msg service name logger stack error @mt @t status v user pid __proto__ 1 log fingerprint'.split(
    ' ',
  );
const TEXTS = [
  '2026-07-04T12:00:00.123Z',
  '2026-07-04T12:00:01.000Z',
  '2026-07-04 12:00:02',
  'info',
  'warn',
  'error',
  'later',
  'GET /x',
  'boom',
  '',
  'say "x"',
  'tab\there',
  'é',
  '1751630400000',
  'Error: bad',
  'shop',
];
const values = fc.oneof(
  { weight: 6, arbitrary: fc.constantFrom<unknown>(...TEXTS) },
  {
    weight: 2,
    arbitrary: fc.constantFrom<unknown>(1, 7, 10, 30, 50, 200, 503, 1_751_630_400_000, -1.5, 1e21),
  },
  { weight: 1, arbitrary: fc.constantFrom<unknown>(true, false, null, {}, [], { a: 1 }, { level: 'error' }) },
);

const objectText = (keys: readonly string[], row: readonly unknown[]): string =>
  `{${keys.map((key, at) => `${JSON.stringify(key)}:${JSON.stringify(row[at])}`).join(',')}}`;

/** Lines of a logger that always writes the same keys, whatever they are. */
const odd = fc
  .uniqueArray(fc.constantFrom(...KEYS), { minLength: 1, maxLength: 7 })
  .chain((keys) =>
    fc
      .array(fc.array(values, { minLength: keys.length, maxLength: keys.length }), { maxLength: 12 })
      .map((rows) => rows.map((row) => objectText(keys, row))),
  );

/** Lines as most loggers write them. */
const usual = fc.array(
  fc
    .record({
      timestamp: fc.constantFrom('2026-07-04T12:00:00.123Z', '2026-07-04T12:00:01.000Z', 'soon'),
      level: fc.constantFrom('info', 'warn', 'error', 'odd'),
      message: fc.constantFrom('GET /x', '', 'a "b"', 'boom'),
      service: fc.constantFrom('shop', '', 'pay'),
      n: fc.oneof(fc.integer(), fc.double({ noNaN: true, noDefaultInfinity: true }), fc.boolean()),
    })
    .map((line) => JSON.stringify(line)),
  { maxLength: 12 },
);

/** A line with a character changed, left out or added. */
const torn = (line: string) =>
  fc
    .tuple(
      fc.nat(line.length),
      fc.constantFrom('', '"', '\\', '{', '}', ',', ':', '0', '\u0001', ' ', 'x'),
      fc.boolean(),
    )
    .map(([at, sign, drops]) => line.slice(0, at) + sign + line.slice(drops ? at + 1 : at));

const lines = fc
  .tuple(usual, odd, usual)
  .chain((parts) =>
    fc.tuple(
      ...parts
        .flat()
        .map((line) =>
          fc.oneof(
            { weight: 6, arbitrary: fc.constant(line) },
            { weight: 1, arbitrary: torn(line) },
            { weight: 1, arbitrary: fc.constant('    at x (y.js:1:2)') },
          ),
        ),
    ),
  );

function read(all: readonly string[], skims: boolean) {
  const reader = createRecordReader({
    source: { format: 'auto', pattern: null, redact: [] },
    now: () => Date.parse('2026-07-04T12:00:05Z'),
    zone: 'UTC',
    skims,
  });
  const records = all.flatMap((text, index) =>
    reader.push({ text, offset: index * 1000, bytes: 1000, truncated: false, harmless: true }),
  );
  return [...records, ...reader.flush('end')].map(({ fields: _fields, ...said }) => said);
}

describe('a reader that may leave fields out', () => {
  it('says the same of every line as one that reads all of it', () => {
    fc.assert(
      fc.property(lines, (all) => {
        expect(read(all, true)).toEqual(read(all, false));
      }),
      { numRuns: 500 },
    );
  });
});

describe('skimming', () => {
  const context = createTimeContext('UTC', () => 0);
  const line = (message: string, level = 'info') =>
    `{"timestamp":"2026-07-04T12:00:00.123Z","level":"${level}","message":"${message}","n":-1.5e3,"ok":true}`;
  const learnt = () => {
    const skim = createSkim(namesWith());
    skim.learn(line('first'), { time: 1, level: 'info' });
    return skim;
  };

  it('reads a line of a shape that was seen without parsing it', () => {
    expect(learnt().read(line('second'), context)).toMatchObject({
      time: Date.parse('2026-07-04T12:00:00.123Z'),
      level: 'info',
      message: 'second',
      fields: {},
    });
  });

  it.each([
    ['of another level than was seen', line('m', 'warn')],
    ['with an escape', line(String.raw`say \"x\"`)],
    ['with a control character', line('a\u0001b')],
    ['that ends early', line('m').slice(0, -1)],
    ['that goes on', `${line('m')} `],
    ['with another key', line('m').replace('"n"', '"m"')],
    ['with a number that is none', line('m').replace('-1.5e3', '01')],
    ['with a value of another kind', line('m').replace('true', '"true"')],
  ])('leaves a line %s to who reads all of it', (_name, text) => {
    expect(learnt().read(text, context)).toBeNull();
  });
});
