import fs from 'node:fs';
import { describe, expect, it } from 'vitest';
import { logDirectory } from '../../../../tests/fixtures/log-directory.ts';

const line = (index: number, padding = 100) =>
  `${JSON.stringify({ timestamp: '2026-01-01T00:00:00.000Z', level: index % 7 === 0 ? 'error' : 'info', message: `number ${index}`, pad: scramble(index, padding) })}\n`;
const lines = (from: number, to: number) =>
  Array.from({ length: to - from + 1 }, (_, index) => line(from + index)).join('');
const numbers = (raws: readonly string[]) => raws.map((raw) => Number(/number (\d+)/.exec(raw)?.[1]));
const upTo = (last: number) => Array.from({ length: last }, (_, index) => index + 1);

/** Text that does not compress well. */
function scramble(index: number, length: number): string {
  let state = index + 1;
  let text = '';
  while (text.length < length) {
    state = Math.imul(state ^ (state >>> 15), 0x2c1b_3c6d) >>> 0;
    text += state.toString(36);
  }
  return text.slice(0, length);
}

/** A directory that was looked at while it was empty: what comes is read from its head. */
async function begun() {
  const log = logDirectory();
  await log.look();
  return log;
}

describe('a logs.db that cannot be written', () => {
  it.each([
    ['full', 'the disk is full', 'max_page_count = 1', 'max_page_count = 1000000'],
    ['read-only', 'cannot be written', 'query_only = ON', 'query_only = OFF'],
  ])(
    'holds reading up while it is %s, says so, and goes on by itself without loss or double',
    async (_, reason, begin, end) => {
      const log = await begun();
      log.write('app.log', lines(1, 300));
      log.write('open.log', line(20_011));
      await log.look(2);
      log.db.pragma(begin);
      log.append('app.log', lines(301, 20_000));
      for (let time = 0; time < 8; time += 1) await log.settle();
      expect(log.state()).toMatchObject({ state: 'unknown', reason: expect.stringContaining(reason) });
      expect(log.raws().length).toBeLessThan(15_000);
      log.append('app.log', lines(20_001, 20_010));
      fs.renameSync(log.at('app.log'), log.at('app.log.1'));
      await log.settle();
      log.db.pragma(end);
      for (let time = 0; time < 10; time += 1) await log.settle();
      expect(log.state()).toEqual({ state: 'ok', reason: null });
      expect(numbers(log.raws()).toSorted((a, b) => a - b)).toEqual(upTo(20_011));
      const counted = log.rows('SELECT sum(count) AS count FROM log_counts');
      expect(counted).toEqual([{ count: 20_011 }]);
      const occurrences = log.rows<{ count: number }>('SELECT sum(count) AS count FROM error_groups')[0]
        ?.count;
      expect(log.rows('SELECT count(*) AS count FROM error_records')).toEqual([{ count: occurrences }]);
    },
    60_000,
  );
});

describe('what is hard to read', () => {
  it('names holes of NUL bytes as gaps and makes no record of them', async () => {
    const log = await begun();
    log.write('app.log', Buffer.concat([Buffer.from(line(1)), Buffer.alloc(5000), Buffer.from(line(2))]));
    await log.settle();
    expect(numbers(log.raws())).toEqual([1, 2]);
    expect(log.gaps()).toMatchObject([{ offset: line(1).length, bytes: 5000, reason: 'nul' }]);
  });

  it('keeps the head of a line of 10 MB', async () => {
    const log = await begun();
    log.write('app.log', line(1, 10_000_000) + line(2));
    for (let time = 0; time < 3; time += 1) await log.settle();
    const [long, short] = log.records();
    expect(long?.raw.length).toBeLessThanOrEqual(65_536);
    expect(numbers([long?.raw ?? '', short?.raw ?? ''])).toEqual([1, 2]);
  });

  it('reads on, each line once, while the clock steps back and forth', async () => {
    const log = await begun();
    let last = 0;
    for (const step of [0, -86_400_000, 3_600_000, 200_000_000, -1]) {
      log.clock.stepWall(step);
      log.append('app.log', line((last += 1)) + line((last += 1)));
      await log.settle();
      log.append('app.log', '\tat more (a.js:1:1)\n');
      await log.settle();
    }
    expect(numbers(log.raws().filter((raw) => raw.includes('number')))).toEqual(upTo(last));
    expect(log.rows('SELECT count FROM log_counts WHERE count <= 0')).toEqual([]);
  });
});
