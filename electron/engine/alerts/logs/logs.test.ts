import { describe, expect, it } from 'vitest';
import { EVERY_RECORD } from '../../../../shared/config/alerts/built-in.ts';
import type { AlertRule, Condition, LogFilter } from '../../../../shared/config/alerts/model.ts';
import { countedAt } from './counted-at.ts';
import { parseLogCursor } from './log-cursor.ts';
import { logRules, mildestLevel } from './log-rules.ts';
import { matchLogRecord, type MatchableRecord } from './match-record.ts';

const record: MatchableRecord = {
  source: 'app',
  level: 'error',
  service: 'pipeline',
  message: 'Boom 17 happened',
  fields: {
    stage: { name: 'llm', ms: '4000', text: 'abc', empty: ' ', done: true, nothing: null },
    totalDuration: 3100,
    'stage.name.first': 'dotted',
    'http.status': 503,
    http: { status: 200 },
  },
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
    [{ where: { totalDuration: '3100' } }, true],
    [{ where: { 'stage.done': 'true' } }, true],
    [{ where: { 'stage.nothing': '*' } }, false],
    [{ where: { 'stage.nothing.more': '*' } }, false],
    [{ where: { 'stage.text.length': '*' } }, false],
    [{ where: { 'stage.text.length.more': '*' } }, false],
    [{ where: { 'stage.gone.text': '*' } }, false],
    [{ where: { stage: '*' } }, false],
    [{ where: { 'stage.name.first': 'dotted' } }, true],
    [{ where: { 'http.status': '503' } }, true],
    [{ where: { level: 'error', service: 'pipeline' } }, true],
    [{ where: { level: 'warn' } }, false],
  ])('fits a filter by all that it names: %o', (filter, fits) => {
    expect(matchLogRecord(counting(filter), record).length > 0).toBe(fits);
  });

  it('without level, service or group fits no filter that asks for one', () => {
    const bare = { ...record, level: null, service: null, hasGroup: false };
    const fits = (filter: Partial<LogFilter>) => matchLogRecord(counting(filter), bare).length > 0;
    expect([fits({}), fits({ level: 'trace' }), fits({ service: '*' })]).toEqual([true, false, false]);
    const group = rule({ kind: 'log_group', filter: EVERY_RECORD, group: 'new' });
    expect([matchLogRecord(group, bare), matchLogRecord(group, record)]).toEqual([
      [],
      [{ condition: 'r\n', value: null }],
    ]);
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
    expect(matchLogRecord(field('stage.empty'), record)).toEqual([]);
    expect(matchLogRecord(field('stage.done'), record)).toEqual([]);
  });

  it('counts when it was read, unless its own time is 10 s to 24 h earlier, and never in the future', () => {
    const readAt = 1_000_000_000;
    const of = (late: number) => readAt - countedAt({ time: readAt - late, readAt });
    expect([of(0), of(9_999), of(10_000), of(86_400_000), of(86_400_001), of(-5_000)]).toEqual([
      0, 0, 10_000, 86_400_000, 0, 0,
    ]);
  });
});

describe('the rules on logs', () => {
  const levelled = (level: LogFilter['level']) => counting({ level });
  const group = rule({ kind: 'log_group', filter: EVERY_RECORD, group: 'new' });
  const state = rule({ kind: 'state', states: ['unhealthy'] });
  const joined = rule({ kind: 'all', parts: [state.when, levelled('fatal').when] });

  it('are those with a condition on logs somewhere', () => {
    expect(logRules([state, group, joined])).toEqual([group, joined]);
  });

  it('look at no record milder than the mildest that one of them asks for', () => {
    expect(mildestLevel([levelled('warn'), levelled('fatal')])).toBe('warn');
    expect(mildestLevel([levelled('warn'), levelled(null)])).toBe('trace');
    expect(mildestLevel([levelled('fatal'), group])).toBe('error');
    expect(mildestLevel([joined])).toBe('fatal');
    expect(mildestLevel([state])).toBe('trace');
  });

  it('go on where a cursor says, and what is no cursor is none', () => {
    const cursor = { store: 'a1', after: 7, since: 1000 };
    const of = (value: unknown) => parseLogCursor(JSON.stringify(value));
    expect(of({ ...cursor, more: 1 })).toEqual(cursor);
    expect(of({ ...cursor, store: null })).toEqual({ ...cursor, store: null });
    expect([
      of(null),
      of({ ...cursor, store: 1 }),
      of({ ...cursor, after: '7' }),
      of({ ...cursor, since: null }),
    ]).toEqual([null, null, null, null]);
  });
});
