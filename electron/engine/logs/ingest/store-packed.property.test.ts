import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { logDirectory } from '../../../../tests/fixtures/log-directory.ts';
import { createBacklogReader, readingBacklog, type Backlog } from '../backlog/read-backlog.ts';

const PAD = 'x'.repeat(120);
const time = (index: number) => new Date(Date.UTC(2026, 6, 4, 12) + index * 40).toISOString();
const json = (index: number, fields: Record<string, unknown>) =>
  `${JSON.stringify({ timestamp: time(index), level: 'info', message: `GET /${index} ${PAD}`, ...fields })}\n`;

/** What a service may write for its n-th line or lines. */
const KINDS = {
  request: (index: number) => json(index, { service: 'shop', status: 200 }),
  other: (index: number) => json(index, { level: 'debug', service: index % 2 === 0 ? 'pay' : 'shop' }),
  umlaut: (index: number) => json(index, { message: `größer ${index} ${PAD}` }),
  escaped: (index: number) => json(index, { message: `say "x" ${index} ${PAD}` }),
  failure: (index: number) =>
    json(index, {
      level: 'error',
      error: { name: 'TypeError', message: `bad ${index % 3}`, stack: 'TypeError: bad\n    at f (f.js:1:2)' },
    }),
  timeless: (index: number) => `{"level":"warn","message":"${index} ${PAD}"}\n`,
  printed: (index: number) => `Error: printed ${index}\n    at g (g.js:3:4) ${PAD}\n`,
  secret: (index: number) => json(index, { message: `password=hunter${index} ${PAD}` }),
};
type Kind = keyof typeof KINDS;

const LINES = 3000;
/** The last one states its time: it is open for a while, and would be read at another moment. */
function textOf(kinds: readonly Kind[], from: number): string {
  const kindOf = (index: number) => (index === LINES - 1 ? 'request' : kinds[index % kinds.length]);
  return Array.from({ length: LINES }, (_, index) => KINDS[kindOf(index) ?? 'request'](from + index)).join(
    '',
  );
}

const kinds = fc.array(fc.constantFrom(...(Object.keys(KINDS) as Kind[])), { minLength: 1, maxLength: 40 });

/** All that is stored after each of the texts was written to a file of its own. */
async function stored(texts: readonly string[], backlog?: Backlog) {
  const log = logDirectory({}, backlog);
  await log.look();
  for (const [index, text] of texts.entries()) {
    log.write(`${'abc'.charAt(index)}.log`, text);
    await log.look(4);
  }
  await log.settle();
  const of = (table: string) => log.rows(`SELECT * FROM ${table} ORDER BY 1, 2, 3`);
  return {
    records: log.records().map(({ paths, ...record }) => ({ ...record, files: paths.length })),
    blocks: log.rows(
      'SELECT first_seq, last_seq, source, time_from, time_to, read_to, records, raw_bytes, levels, services FROM blocks ORDER BY 1',
    ),
    errors: of('error_records'),
    counts: of('log_counts'),
    groups: of('error_groups'),
    groupCounts: of('group_counts'),
    alsoIn: of('also_in'),
    next: log.tables.nextSeq(),
  };
}

describe('a backlog that comes back packed', () => {
  it('is stored as its records would be one by one', async () => {
    await fc.assert(
      fc.asyncProperty(kinds, kinds, fc.boolean(), async (first, second, copies) => {
        const one = textOf(first, 0);
        // Lines of the first file again, among others.
        const two = copies
          ? textOf(second, LINES) + one.slice(0, one.indexOf('\n', 4000) + 1)
          : textOf(second, LINES);
        const answer = createBacklogReader();
        const backlog = {
          fromBytes: 256 * 1024,
          read: readingBacklog((job) => Promise.resolve(structuredClone(answer(structuredClone(job))))),
        };
        expect(await stored([one, two], backlog)).toEqual(await stored([one, two]));
      }),
      { numRuns: 25 },
    );
  }, 120_000);
});
