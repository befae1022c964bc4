import { describe, expect, it } from 'vitest';
import type { TrendPoint } from '../../../shared/contract/schemas.ts';
import { scaleTop, stateOfPoint } from './chart-data.ts';
import { withoutRepeats } from './chart-options.ts';
import { lonePoints } from './draw-lone-points.ts';
import { placeLabels, type FieldLabel } from './draw-fields.ts';

const point = (more: Partial<TrendPoint>): TrendPoint => ({
  from: 0,
  to: 1,
  checks: 1,
  p50Ms: 10,
  p95Ms: 15,
  p99Ms: 20,
  minMs: 5,
  maxMs: 20,
  healthy: 1,
  degraded: 0,
  unhealthy: 0,
  unknown: 0,
  ...more,
});

describe('the scale of a chart', () => {
  it('holds spikes', () => {
    expect(scaleTop([point({}), point({ maxMs: 50 })])).toBeGreaterThan(50);
  });

  it('does not let one spike flatten everything else', () => {
    expect(scaleTop([point({}), point({ maxMs: 10_000 })])).toBeLessThan(100);
  });

  it('has some height even where nothing was measured', () => {
    expect(scaleTop([point({ p50Ms: null, p95Ms: null, p99Ms: null, maxMs: null })])).toBeGreaterThan(0);
  });
});

describe('a point between two gaps', () => {
  const gap = point({ p50Ms: null });
  it('is found, and points of a line are not', () => {
    const alone = point({ from: 5 });
    expect(lonePoints([gap, alone, gap, point({}), point({})])).toEqual([alone]);
    expect(lonePoints([alone])).toEqual([alone]);
  });
});

describe('names of fields', () => {
  const label = (text: string, state: FieldLabel['state'], x: number): FieldLabel => ({
    text,
    state,
    x,
    width: 50,
  });
  const shown = (...labels: FieldLabel[]) => placeLabels(labels, 8).map(({ text }) => text);

  it('never touch each other', () => {
    expect(shown(label('a', 'unknown', 0), label('b', 'unknown', 40), label('c', 'unknown', 100))).toEqual([
      'a',
      'c',
    ]);
  });

  it('give way to outages', () => {
    expect(shown(label('slow', 'degraded', 0), label('down', 'unhealthy', 40))).toEqual(['down']);
  });
});

describe('labels of an axis', () => {
  it('are not said twice in a row', () => {
    expect(withoutRepeats(['Nov 1', 'Nov 1', 'Nov 2'])).toEqual(['Nov 1', '', 'Nov 2']);
  });
});

describe('the state of a point', () => {
  it('is the worst that it holds', () => {
    expect(stateOfPoint(point({ unhealthy: 0.01, healthy: 0.99 }))).toBe('unhealthy');
    expect(stateOfPoint(point({ healthy: 0, unknown: 1 }))).toBe('unknown');
  });
});
