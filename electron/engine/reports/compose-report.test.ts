import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { BODY_LENGTH, safeBody, safeTitle } from '../notify/text.ts';
import type { MonitorMetrics } from '../history/queries/metrics.ts';
import { composeReport } from './compose-report.ts';
import { reportFigures, type ReportAnswers } from './figures.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const TO = Date.UTC(2026, 0, 12, 8);
const FROM = TO - 7 * DAY;
const WHEN = { dueAt: TO, now: TO, zone: 'Europe/Berlin' };

function measured(id: string, uptime: number | null, p95Ms: number | null): MonitorMetrics {
  return {
    id,
    checks: 100,
    uptime,
    errorRate: 0,
    unknownMs: uptime === null ? 7 * DAY : 0,
    latency: { p50Ms: p95Ms, p95Ms, p99Ms: p95Ms, maxMs: p95Ms },
  };
}

const NOTHING: ReportAnswers = {
  span: { from: FROM, to: TO },
  monitors: [],
  metrics: [],
  before: [],
  incidents: [],
  noise: [],
  newErrors: [],
};

const WEEK: ReportAnswers = {
  ...NOTHING,
  monitors: [
    { id: 'redis', name: 'Redis', group: 'Office' },
    { id: 'api', name: 'Book Review API', group: 'Book Review' },
    { id: 'search', name: 'Search', group: 'Book Review' },
  ],
  metrics: [measured('redis', 0.98, 2), measured('api', 0.99996, 320), measured('search', 1, 1840)],
  before: [measured('redis', 1, 2), measured('api', 1, 310), measured('search', 1, 600)],
  incidents: [
    { subject: 'redis', startedAt: TO - 50 * HOUR, endedAt: TO - 48 * HOUR },
    { subject: 'api', startedAt: FROM - HOUR, endedAt: FROM + HOUR / 2 },
    { subject: 'log:shop', startedAt: TO - HOUR / 4, endedAt: null },
  ],
  noise: [
    { rule: 'p95-slow', popups: 8 },
    { rule: 'unhealthy', popups: 1 },
  ],
  newErrors: [{ title: 'TypeError: x is undefined', count: 12 }],
};

const compose = (answers: ReportAnswers, when = WHEN) => composeReport(reportFigures(answers), when);

describe('a report', () => {
  it('tells in short what a week was like', () => {
    const { title, body, evidence } = compose(WEEK);
    expect(title).toBe('Report of 7 d: 99.33% up, 3 incidents');
    expect(body.split('\n')).toEqual([
      'Mon 5 Jan, 09:00 to Mon 12 Jan, 09:00',
      'Uptime: 99.33%, 3 monitors. Lowest: Redis 98%, Book Review API 99.99%.',
      'Incidents: 3, 2 h 45 min in all, 1 still open. Longest: Redis, 2 h, Sat 10 Jan, 07:00.',
      'Slowest (p95): Search 1.8 s, Book Review API 320 ms, Redis 2 ms.',
      'Changed most (p95): Search 1.8 s (was 600 ms).',
      'Noisiest rules: p95-slow 8 popups, unhealthy 1 popup.',
      'New errors: 1.',
      'Office (1): 98% up, 1 incident, p95 2 ms',
      'Book Review (2): 99.99% up, 1 incident, p95 1.8 s',
    ]);
    expect(evidence).toEqual({
      title: 'New errors: TypeError: x is undefined',
      lines: ['12 × TypeError: x is undefined'],
    });
  });

  it('keeps texts of errors out of the body: how much of them leaves is up to the channel', () => {
    expect(compose(WEEK).body).not.toContain('TypeError');
  });

  it('tells that there was nothing to tell', () => {
    expect(compose(NOTHING)).toEqual({
      title: 'Report of 7 d: nothing known, 0 incidents',
      body: 'Mon 5 Jan, 09:00 to Mon 12 Jan, 09:00\nNo monitor is configured.\nIncidents: none.\nPopups: none.\nNew errors: none.',
      evidence: null,
    });
    const unknown = compose({ ...WEEK, metrics: [], before: [], incidents: [] });
    expect(unknown.body).toContain('Uptime: nothing is known of 3 monitors in this time.');
  });

  it('says that it is late', () => {
    const late = compose(NOTHING, { ...WHEN, now: TO + 3 * HOUR });
    expect(late.body).toContain('Sent late: it was due Mon 12 Jan, 09:00');
    expect(compose(NOTHING, { ...WHEN, now: TO + 60_000 }).body).not.toContain('late');
  });

  it('weighs uptime by the time that is known', () => {
    const half = { ...measured('api', 0.5, null), unknownMs: 6 * DAY };
    const figures = reportFigures({ ...WEEK, metrics: [half, measured('redis', 1, null)] });
    expect(figures.uptime).toBeCloseTo(7.5 / 8, 9);
  });

  it('fits into a message whatever there is to tell, and cuts no line in two', () => {
    const text = fc.string({ unit: 'binary', maxLength: 300 });
    fc.assert(
      fc.property(
        fc.array(
          fc.record({
            name: text,
            group: fc.option(text),
            ratio: fc.double({ min: 0, max: 1, noNaN: true }),
          }),
          {
            maxLength: 60,
          },
        ),
        fc.array(fc.record({ title: text, count: fc.nat() }), { maxLength: 30 }),
        (many, newErrors) => {
          const monitors = many.map(({ name, group }, index) => ({ id: `m${index}`, name, group }));
          const metrics = many.map(({ ratio }, index) => measured(`m${index}`, ratio, 1000 * ratio));
          const before = many.map(({ ratio }, index) => measured(`m${index}`, ratio, 5000 * ratio));
          const { title, body } = compose({ ...WEEK, monitors, metrics, before, newErrors });
          expect(body.length).toBeLessThanOrEqual(BODY_LENGTH);
          expect(safeBody(body)).toBe(body);
          expect(safeTitle(title)).toBe(title);
        },
      ),
    );
  });
});
