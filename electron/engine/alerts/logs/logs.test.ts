import { describe, expect, it } from 'vitest';
import { EVERY_RECORD } from '../../../../shared/config/alerts/built-in.ts';
import type { AlertRule, Condition, LogFilter } from '../../../../shared/config/alerts/model.ts';
import { countedAt } from './counted-at.ts';
import { matchLogRecord, type MatchableRecord } from './match-record.ts';

const record: MatchableRecord = {
  source: 'app',
  level: 'error',
  service: 'pipeline',
  message: 'Boom 17 happened',
  fields: { stage: { name: 'llm', ms: '4000' }, totalDuration: 3100 },
  hasGroup: true,
};

function rule(when: Condition): AlertRule {
  const rest = { monitors: [], forMs: 0, keepFiringForMs: 0, labels: {}, runbook: null, message: null };
  return { id: 'r', severity: 'warning', when, ...rest };
}

const counting = (filter: Partial<LogFilter>) =>
  rule({
    kind: 'log_count',
    filter: { ...EVERY_RECORD, ...filter },
    rate: false,
    threshold: { direction: 'above', limit: 1 },
    overMs: 1000,
  });

describe('a log record', () => {
  it.each<[Partial<LogFilter>, boolean]>([
    [{}, true],
    [{ source: 'app' }, true],
    [{ source: 'ap*' }, true],
    [{ source: 'other' }, false],
    [{ level: 'warn' }, true],
    [{ level: 'error' }, true],
    [{ level: 'fatal' }, false],
    [{ service: 'pipe*' }, true],
    [{ service: 'web' }, false],
    [{ search: 'boom' }, true],
    [{ search: 'bang' }, false],
    [{ matches: '^Boom \\d+' }, true],
    [{ matches: '^\\d+' }, false],
    [{ where: { message: 'Boom*' } }, true],
    [{ where: { 'stage.name': 'llm' } }, true],
    [{ where: { 'stage.name': 'db' } }, false],
    [{ where: { missing: '*' } }, false],
  ])('fits a filter by all that it names: %o', (filter, fits) => {
    expect(matchLogRecord(counting(filter), record).length > 0).toBe(fits);
  });

  it('hands over the number in the field that a rule looks at, also where it is text', () => {
    const field = (name: string) =>
      rule({
        kind: 'log_field',
        filter: EVERY_RECORD,
        field: name,
        aggregate: 'p95',
        threshold: { direction: 'above', limit: 1 },
        overMs: 1000,
      });
    expect(matchLogRecord(field('totalDuration'), record)).toEqual([{ condition: 'r\n', value: 3100 }]);
    expect(matchLogRecord(field('stage.ms'), record)).toEqual([{ condition: 'r\n', value: 4000 }]);
    expect(matchLogRecord(field('stage.name'), record)).toEqual([]);
    expect(matchLogRecord(field('constructor'), record)).toEqual([]);
  });

  it('counts when it was read, unless its own time is 10 s to 24 h earlier, and never in the future', () => {
    const readAt = 1_000_000_000;
    const of = (late: number) => readAt - countedAt({ time: readAt - late, readAt });
    expect([of(0), of(9_999), of(10_000), of(86_400_000), of(86_400_001), of(-5_000)]).toEqual([
      0, 0, 10_000, 86_400_000, 0, 0,
    ]);
  });
});
