import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { STATES } from '../../../shared/domain/state.ts';
import { temporaryDataDir } from '../../../tests/fixtures/data-dir.ts';
import { checkResult, openHistory, openWriter } from '../../../tests/fixtures/history.ts';
import { VirtualClock } from '../../../tests/fakes/virtual-clock.ts';
import { openTables } from './queries/tables.ts';
import { addRaw, summarise } from './queries/summary.ts';
import { Bucket } from './bucket.ts';
import { verifyRollups } from './verify.ts';

const START = Date.UTC(2026, 0, 1);

const step = fc.record({
  monitorId: fc.constantFrom('a', 'b'),
  afterMs: fc.oneof(
    { weight: 20, arbitrary: fc.integer({ min: 0, max: 90_000 }) },
    { weight: 3, arbitrary: fc.integer({ min: 300_000, max: 9_000_000 }) },
    // The clock is set back, by a little or by hours.
    { weight: 2, arbitrary: fc.integer({ min: -7_200_000, max: -1 }) },
  ),
  state: fc.constantFrom(...STATES),
  recheck: fc.boolean(),
  latencyMs: fc.option(fc.double({ min: 0, max: 30_000, noNaN: true })),
  holdsForMs: fc.constantFrom(70_000, 70_000, 70_000, 1_000_000),
  after: fc.constantFrom('go on', 'go on', 'go on', 'commit', 'restart', 'wait'),
});

describe('rollups', () => {
  it('equal what their raw rows say, whatever comes: gaps, restarts, steps of the clock', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 80 }), async (steps) => {
        const dataDir = temporaryDataDir();
        const clock = new VirtualClock(START);
        let writer = openWriter(dataDir, clock);
        for (const { monitorId, afterMs, holdsForMs, after, ...result } of steps) {
          clock.stepWall(afterMs);
          writer.recordResult(checkResult(clock.now(), { monitorId, ...result }), holdsForMs);
          if (after === 'commit') writer.flush();
          if (after === 'wait') await clock.advance(61_000);
          if (after === 'restart') {
            writer.close();
            writer = openWriter(dataDir, clock);
          }
        }
        writer.close();
        const db = openHistory(dataDir);
        expect(db.prepare('SELECT count(*) FROM results').pluck().get()).toBe(steps.length);
        expect(verifyRollups(db)).toEqual([]);
      }),
      { numRuns: 150 },
    );
  }, 60_000);

  it('take in several results that come after their bucket closed, also one that held to its very end', async () => {
    const dataDir = temporaryDataDir();
    const clock = new VirtualClock(START);
    const writer = openWriter(dataDir, clock);
    const record = (monitorId: string, at: number) => {
      clock.stepWall(START + at - clock.now());
      writer.recordResult(checkResult(START + at, { monitorId }), 70_000);
    };
    record('a', 0);
    record('b', 310_000);
    await clock.advance(61_000);
    record('a', 230_000);
    record('a', 229_998);
    writer.close();
    expect(verifyRollups(openHistory(dataDir))).toEqual([]);
  });

  it('sum to the same as the raw rows of any span', () => {
    const ticks = fc.array(fc.integer({ min: 1_000, max: 200_000 }), { minLength: 200, maxLength: 600 });
    fc.assert(
      fc.property(ticks, fc.double({ min: 0, max: 1, noNaN: true }), (gaps, share) => {
        const dataDir = temporaryDataDir();
        const writer = openWriter(dataDir);
        let at = START;
        for (const gap of gaps) {
          at += gap;
          const state = gap % 7 === 0 ? 'unhealthy' : 'healthy';
          writer.recordResult(checkResult(at, { state, latencyMs: gap / 100 }), 70_000);
        }
        writer.close();
        const tables = openTables(openHistory(dataDir));
        const from = Math.floor(START + (at - START) * share);
        const raw = new Bucket();
        addRaw(tables, 1, raw, from, at + 30_000);
        const rolled = summarise(tables, 1, from, at + 30_000);
        expect(rolled.timeMs).toEqual(raw.timeMs);
        expect(rolled.counts).toEqual(raw.counts);
        expect(rolled.percentileMs(0.95)).toBe(raw.percentileMs(0.95));
      }),
      { numRuns: 20 },
    );
  }, 60_000);
});
