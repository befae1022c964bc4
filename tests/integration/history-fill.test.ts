import { describe, expect, it } from 'vitest';
import { fillHistory } from '../../electron/engine/history/fill.ts';
import { openHistory as openForQueries } from '../../electron/engine/history/open-history.ts';
import { verifyRollups } from '../../electron/engine/history/verify.ts';
import { VirtualClock } from '../fakes/virtual-clock.ts';
import { temporaryDataDir } from '../fixtures/data-dir.ts';
import { checkResult, openHistory, openWriter } from '../fixtures/history.ts';
import { seededRandom } from '../fixtures/seeded-random.ts';

const DAY = 86_400_000;
const NOW = Date.UTC(2026, 2, 31, 12, 34, 56);

function fill(dataDir: string, monitors: number) {
  return fillHistory(dataDir, {
    days: 60,
    monitors,
    intervalMs: 60_000,
    timeoutMs: 10_000,
    retention: { resultsMs: 2 * DAY, rollups5mMs: 10 * DAY },
    now: NOW,
    random: seededRandom(7),
  });
}

describe('a generated history', () => {
  it('is one that could have been lived: rollups equal raw rows, and a writer goes on with it', async () => {
    const dataDir = temporaryDataDir();
    const report = fill(dataDir, 4);
    expect(report.monitors).toBe(4);
    expect(report.results).toBeGreaterThan(4 * 2 * 1440 * 0.8);
    expect(verifyRollups(openHistory(dataDir))).toEqual([]);

    const clock = new VirtualClock(NOW);
    const writer = openWriter(dataDir, clock);
    for (let minute = 0; minute < 90; minute += 1) {
      await clock.advance(60_000);
      writer.recordResult(checkResult(clock.now(), { monitorId: 'service-0001' }), 130_000);
    }
    writer.close();
    expect(verifyRollups(openHistory(dataDir))).toEqual([]);
  });

  it('reaches back as far as asked, with outages in it, and ends healthy or not as its last result did', () => {
    const dataDir = temporaryDataDir();
    fill(dataDir, 10);
    const history = openForQueries(dataDir);
    const trend = history.query('trend', {
      monitorId: 'service-0001',
      from: NOW - 60 * DAY,
      to: NOW,
      points: 200,
      now: NOW,
    });
    expect(trend.resolution).toBe('1h');
    expect(trend.points[0]?.checks).toBeGreaterThan(0);
    const uptimes = history.query('metrics', { monitorIds: null, from: NOW - 60 * DAY, to: NOW });
    expect(uptimes).toHaveLength(10);
    expect(Math.min(...uptimes.map(({ uptime }) => uptime ?? 0))).toBeLessThan(1);
    expect(history.query('latest', undefined)).toHaveLength(10);
    history.close();
  });
});
