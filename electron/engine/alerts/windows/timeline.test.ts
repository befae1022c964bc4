import { describe, expect, it } from 'vitest';
import type { State } from '../../../../shared/domain/state.ts';
import { addResult, addRun, cutAt, prepend, tally, type Run, type Timeline } from './timeline.ts';

const HOLDS = 250;

function timelineOf(...results: [at: number, state: State][]): Timeline {
  const timeline: Timeline = [];
  for (const [at, state] of results) addResult(timeline, { at, state, holdsMs: HOLDS }, -Infinity);
  return timeline;
}

const healthyAt = (...times: number[]): Timeline =>
  timelineOf(...times.map((at) => [at, 'healthy'] as [number, State]));
const spans = (timeline: Timeline) =>
  timeline.map(({ from, last, holds, count }) => [from, last, holds, count]);

describe('results of one state', () => {
  it('are one run while they come evenly, a tenth more or less', () => {
    expect(spans(healthyAt(1000, 1100, 1200, 1300))).toEqual([[1000, 1300, 1550, 4]]);
    expect(spans(healthyAt(1000, 1100, 1210))).toEqual([[1000, 1210, 1460, 3]]);
    expect(spans(healthyAt(1000, 1100, 1190))).toEqual([[1000, 1190, 1440, 3]]);
    expect(spans(healthyAt(1000, 1100, 1211))).toEqual([
      [1000, 1100, 1211, 2],
      [1211, 1211, 1461, 1],
    ]);
    expect(spans(healthyAt(1000, 1100, 1189))).toHaveLength(2);
  });

  it('are measured by the mean distance of the run, not by the last', () => {
    expect(spans(healthyAt(1000, 1100, 1210, 1320))).toHaveLength(1);
    // The mean is 105 here; 116 is more than a tenth away from it.
    expect(spans(healthyAt(1000, 1100, 1210, 1326))).toHaveLength(2);
  });

  it('begin a new run where the one before did not hold any more', () => {
    expect(spans(healthyAt(0, 250))).toEqual([[0, 250, 500, 2]]);
    expect(spans(healthyAt(0, 251))).toEqual([
      [0, 0, 250, 1],
      [251, 251, 501, 1],
    ]);
  });

  it('count once each, and not if they come from the past', () => {
    expect(spans(healthyAt(100, 200, 200, 150))).toEqual([[100, 200, 450, 2]]);
  });
});

describe('a timeline', () => {
  it('ends what held with the next result of another state', () => {
    expect(spans(timelineOf([0, 'healthy'], [100, 'unhealthy']))).toEqual([
      [0, 0, 100, 1],
      [100, 100, 350, 1],
    ]);
    expect(spans(timelineOf([0, 'healthy'], [400, 'unhealthy']))[0]).toEqual([0, 0, 250, 1]);
  });

  it('lets go what ended before the windows that look at it', () => {
    const at = (keepFrom: number) => {
      const timeline = timelineOf([0, 'healthy'], [100, 'unhealthy']);
      addResult(timeline, { at: 200, state: 'healthy', holdsMs: HOLDS }, keepFrom);
      return timeline.length;
    };
    expect([at(99), at(100), at(101)]).toEqual([3, 2, 2]);
  });

  it('is cut where sight is lost, but never before its last result', () => {
    const cut = (at: number) => {
      const timeline = healthyAt(0, 100);
      cutAt(timeline, at);
      return timeline[0]?.holds;
    };
    expect([cut(50), cut(180), cut(350), cut(400)]).toEqual([100, 180, 350, 350]);
  });

  it('tells of a window that ended before it did', () => {
    const timeline = healthyAt(100, 200, 300, 400);
    expect(tally(timeline, 0, 250)).toEqual({
      healthy: 2,
      degraded: 0,
      unhealthy: 0,
      upMs: 150,
      knownMs: 150,
    });
    expect(tally(timeline, 100, 300)).toMatchObject({ healthy: 2, knownMs: 200 });
    expect(tally(timeline, 199, 201)).toMatchObject({ healthy: 1, knownMs: 2 });
    expect(tally(timeline, -100, 50)).toMatchObject({ healthy: 0, knownMs: 0 });
    expect(tally(timelineOf([100, 'healthy'], [200, 'unhealthy']), 0, 150)).toMatchObject({
      healthy: 1,
      unhealthy: 0,
      knownMs: 50,
    });
  });

  it('knows nothing of what is over when the window begins', () => {
    expect(tally(healthyAt(0), 250, 1000)).toMatchObject({ healthy: 0, knownMs: 0 });
    expect(tally(healthyAt(0), 249, 1000)).toMatchObject({ healthy: 0, knownMs: 1 });
  });
});

describe('a long timeline', () => {
  const alternating = (count: number) =>
    timelineOf(
      ...Array.from(
        { length: count },
        (_, index) =>
          [index * 100, (['unhealthy', 'healthy', 'degraded'] as const)[index % 3]] as [number, State],
      ),
    );

  it('joins its oldest runs two by two', () => {
    expect(alternating(1_024)).toHaveLength(1_024);
    const timeline = alternating(1_025);
    expect(timeline).toHaveLength(1_025 - 256);
    expect(timeline[0]).toEqual({
      state: 'healthy',
      from: 0,
      last: 100,
      holds: 200,
      count: 2,
      mixed: { healthy: 1, degraded: 0, unhealthy: 1, upMs: 100, knownMs: 200 },
    });
    expect(timeline[256]).toMatchObject({ from: 51_200, count: 1 });
  });

  it('tells the same of all of it', () => {
    expect(tally(alternating(1_025), -1, 102_400)).toEqual({
      healthy: 342,
      degraded: 341,
      unhealthy: 342,
      upMs: 68_200,
      knownMs: 102_400,
    });
  });

  it('tells of a part of two joined runs its share', () => {
    const timeline = alternating(1_025);
    const half = tally(timeline, -1, 100);
    expect(half).toEqual({ healthy: 0.5, degraded: 0, unhealthy: 0.5, upMs: 50, knownMs: 100 });
    expect(tally(timeline, 400, 600)).toEqual({
      healthy: 1,
      degraded: 1,
      unhealthy: 0,
      upMs: 200,
      knownMs: 200,
    });
  });
});

describe('a run that was summed up elsewhere', () => {
  const run = (from: number, to: number): Run => ({
    state: 'unhealthy',
    from,
    last: to - 1,
    holds: to,
    count: 2,
    mixed: { healthy: 0, degraded: 0, unhealthy: 2, upMs: 0, knownMs: to - from },
  });

  it('is put behind all others, and ends what held there', () => {
    const timeline = healthyAt(0, 100);
    addRun(timeline, run(300, 400), -Infinity);
    addRun(timeline, run(400, 500), -Infinity);
    expect(spans(timeline)).toEqual([
      [0, 100, 300, 2],
      [300, 399, 400, 2],
      [400, 499, 500, 2],
    ]);
    addRun(timeline, run(900, 1000), -Infinity);
    expect(spans(timeline)[2]).toEqual([400, 499, 500, 2]);
  });

  it('counts for nothing where it does not begin after the last result', () => {
    const timeline = healthyAt(0, 100);
    addRun(timeline, run(100, 200), -Infinity);
    addRun(timeline, run(50, 400), -Infinity);
    expect(spans(timeline)).toEqual([[0, 100, 350, 2]]);
    addRun(timeline, run(101, 200), -Infinity);
    expect(timeline).toHaveLength(2);
  });

  it('is the first where there is none, and lets go what is old', () => {
    const timeline: Timeline = [];
    addRun(timeline, run(0, 100), -Infinity);
    addRun(timeline, run(100, 200), 99);
    expect(timeline).toHaveLength(2);
    addRun(timeline, run(200, 300), 100);
    expect(spans(timeline).map(([from]) => from)).toEqual([100, 200]);
  });
});

describe('what the history knows', () => {
  const older = (...times: number[]): Timeline =>
    times.map((at): Run => ({
      state: 'unhealthy',
      from: at,
      last: at,
      holds: at + HOLDS,
      count: 1,
    }));

  it('is put before what was seen since, and ends there', () => {
    const timeline = healthyAt(1000, 1100);
    prepend(timeline, older(500, 900));
    expect(spans(timeline)).toEqual([
      [500, 500, 750, 1],
      [900, 900, 1000, 1],
      [1000, 1100, 1350, 2],
    ]);
  });

  it('counts only where it is older than all that was seen', () => {
    const timeline = healthyAt(1000);
    prepend(timeline, older(900, 1000, 1200));
    expect(spans(timeline)).toEqual([
      [900, 900, 1000, 1],
      [1000, 1000, 1250, 1],
    ]);
    prepend(timeline, older(950));
    expect(timeline).toHaveLength(2);
  });

  it('is all there is where nothing was seen', () => {
    const timeline: Timeline = [];
    prepend(timeline, older(500, 900));
    expect(spans(timeline)).toEqual([
      [500, 500, 750, 1],
      [900, 900, 1150, 1],
    ]);
    prepend(timeline, []);
    expect(timeline).toHaveLength(2);
  });

  it('is joined where there is too much of it', () => {
    const times = (count: number) => Array.from({ length: count }, (_, index) => index * 300);
    const exact: Timeline = healthyAt(1_000_000);
    prepend(exact, older(...times(1_023)));
    expect(exact).toHaveLength(1_024);
    const joined: Timeline = healthyAt(1_000_000);
    prepend(joined, older(...times(1_300)));
    expect(joined.length).toBeLessThanOrEqual(1_024);
    expect(tally(joined, -1, 1_000_000)).toMatchObject({ unhealthy: 1_300, knownMs: 1_300 * HOLDS });
  });

  it('that was summed up is not continued by a result', () => {
    const mixed = { healthy: 2, degraded: 0, unhealthy: 0, upMs: 200, knownMs: 200 };
    const timeline: Timeline = [{ state: 'healthy', from: 0, last: 100, holds: 200, count: 2, mixed }];
    addResult(timeline, { at: 200, state: 'healthy', holdsMs: HOLDS }, -Infinity);
    expect(timeline).toHaveLength(2);
  });
});
