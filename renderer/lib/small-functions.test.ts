import { describe, expect, it } from 'vitest';
import { fittingPreset } from './fitting-preset.ts';
import { laneParts, laneShares } from './lane.ts';
import { phaseParts } from './phase-parts.ts';
import { sparklinePath } from './sparkline-path.ts';
import { untilTomorrow } from './until-tomorrow.ts';
import { webAddress } from './web-address.ts';

describe('links from outside', () => {
  it.each(['https://wiki.example/x', 'http://wiki.example'])('follows %s', (text) => {
    expect(webAddress(text)).not.toBeNull();
  });

  it.each(['javascript:alert(1)', 'file:///etc/passwd', 'data:text/html,x', 'wiki page 4', ' vbscript:x'])(
    'never makes a link of %s',
    (text) => {
      expect(webAddress(text)).toBeNull();
    },
  );
});

describe('the range that fits', () => {
  const HOUR = 3_600_000;
  const strip = (watchedHours: number) =>
    Array.from({ length: 48 }, (_, index) => ({
      from: (index * HOUR) / 2,
      to: ((index + 1) * HOUR) / 2,
      healthy: index >= 48 - watchedHours * 2 ? 1 : 0,
      degraded: 0,
      unhealthy: 0,
      unknown: 0,
    }));

  it.each([
    [0, '1h'],
    [0.5, '1h'],
    [1, '1h'],
    [2, '6h'],
    [6, '6h'],
    [12, '24h'],
  ])('after %d hours of watching is %s', (hours, preset) => {
    expect(fittingPreset(strip(hours))).toBe(preset);
  });
});

describe('a lane', () => {
  const span = (from: number, to: number | null, state: 'healthy' | 'unhealthy') => ({
    from,
    to,
    state,
    reason: null,
    message: '',
  });

  it('cuts spans to the range and lets an open one last to its end', () => {
    const parts = laneParts([span(0, 50, 'healthy'), span(50, null, 'unhealthy')], 25, 125);
    expect(parts.map(({ left, width }) => [left, width])).toEqual([
      [0, 25],
      [25, 75],
    ]);
  });

  it('leaves out what lies outside', () => {
    expect(laneParts([span(0, 10, 'healthy')], 20, 30)).toEqual([]);
  });

  it('names the worst share first', () => {
    expect(laneShares([span(0, 75, 'healthy'), span(75, 100, 'unhealthy')], 0, 100)).toEqual([
      { state: 'unhealthy', share: 0.25 },
      { state: 'healthy', share: 0.75 },
    ]);
  });
});

describe('a sparkline', () => {
  it('leaves a gap where nothing is known', () => {
    const { d } = sparklinePath([1, 2, null, 3], 30, 10);
    expect(d.match(/M/g)).toHaveLength(2);
  });

  it('keeps the noise of a steady line small', () => {
    const { d } = sparklinePath([100, 101, 100, 101], 30, 20);
    const ys = [...d.matchAll(/ ([\d.]+)/g)].map(([, y]) => Number(y));
    expect(Math.max(...ys) - Math.min(...ys)).toBeLessThan(2);
  });

  it('is nothing at all without values', () => {
    expect(sparklinePath([null, null], 30, 10)).toEqual({ d: '', end: null });
  });
});

describe('phases', () => {
  it('leaves out those that did not happen', () => {
    expect(phaseParts({ connectMs: 1, firstByteMs: 3 })).toEqual([
      { phase: 'connectMs', ms: 1, share: 0.25 },
      { phase: 'firstByteMs', ms: 3, share: 0.75 },
    ]);
    expect(phaseParts(null)).toEqual([]);
  });
});

describe('a pause until tomorrow', () => {
  it('ends at eight o’clock local time of the next day', () => {
    const now = new Date(2026, 2, 28, 23, 30).getTime();
    expect(new Date(now + untilTomorrow(now))).toEqual(new Date(2026, 2, 29, 8, 0));
  });
});
