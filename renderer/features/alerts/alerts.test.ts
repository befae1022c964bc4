import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { AlertView, LedgerRow, ReplayedAlert } from '../../../shared/contract/alert-schemas.ts';
import { aRule } from '../../../tests/fakes/contract-server/alerts/alert-world.ts';
import { aMonitor } from '../../../tests/fixtures/monitor-status.ts';
import { createI18n } from '../../i18n/i18n.tsx';
import { dayKey, dayOfKey, lastDays } from '../../lib/last-days.ts';
import { roughly } from '../../lib/rough-duration.ts';
import { rulePath } from '../paths.ts';
import { alertSentence } from './alert-sentence.ts';
import { replaySentence } from './editor/replay-sentence.ts';
import { indentAt, offsetOf, severityOf } from './editor/rule-text.ts';
import { setRuleKey } from './editor/set-rule-key.ts';
import { paintLine } from './editor/yaml-paint.ts';
import { nowGroups } from './now/now-groups.ts';
import {
  fittingAlerts,
  fittingSubjects,
  matchOfRows,
  rowsOfMatch,
  subjectsOf,
} from './silences/match-view.ts';
import { merged } from './why/use-ledger.ts';

const { t, f } = createI18n('en', 'en-GB');

function alert(more: Partial<AlertView> = {}): AlertView {
  return {
    rule: 'unhealthy',
    subject: 'a',
    name: 'A',
    severity: 'critical',
    phase: 'firing',
    since: 0,
    frozen: false,
    value: null,
    held: null,
    acked: null,
    ...more,
  };
}

describe('the sentence of the Alerts page', () => {
  const said = (alerts: AlertView[], popups7d = 0) => {
    const rules = [aRule({ id: 'r', popups7d })];
    const { tone, lead, rest, detail } = alertSentence({ rules, alerts }, t.alerts.sentence);
    return [tone, `${lead} ${rest}`.trim(), detail];
  };

  it('names what is told and counts what is held or may come', () => {
    expect(
      said([alert(), alert({ subject: 'b', name: 'B', held: 'behind A' }), alert({ phase: 'pending' })], 3),
    ).toEqual([
      'unhealthy',
      'One alert fires: A. 1 more is held back. 1 may fire soon.',
      '1 rule watches. 3 popups in the last 7 days.',
    ]);
  });

  it('says that all is held, and that nothing fires', () => {
    expect(said([alert({ held: 'flapping' })])[1]).toBe('1 alert fires and is held back.');
    expect(said([])).toEqual(['healthy', 'Nothing fires.', '1 rule watches. No popup in the last 7 days.']);
  });
});

describe('what fires now', () => {
  it('stands in groups: told, held by reason with the largest first, pending', () => {
    const groups = nowGroups([
      alert({ held: 'flapping' }),
      alert({ subject: 'x10', name: 'X 10', held: 'behind A' }),
      alert({ subject: 'x9', name: 'X 9', held: 'behind A' }),
      alert({ severity: 'info', since: 9 }),
      alert({ phase: 'pending' }),
      alert({ since: 1 }),
    ]);
    expect(groups.told.map(({ severity }) => severity)).toEqual(['critical', 'info']);
    expect(groups.held.map(({ reason, alerts }) => [reason, alerts.map(({ name }) => name)])).toEqual([
      ['behind A', ['X 9', 'X 10']],
      ['flapping', ['A']],
    ]);
    expect(groups.pending).toHaveLength(1);
  });
});

describe('the match of a silence', () => {
  const monitors = [
    aMonitor({ id: 'book-api', group: 'Books', labels: { team: 'books' } }),
    aMonitor({ id: 'shop-1', group: null, kind: 'tcp' }),
  ];
  const subjects = subjectsOf(monitors, []);
  const ids = (match: Record<string, string[]>) => fittingSubjects(match, subjects).map(({ id }) => id);

  it('fits by id, group, kind and label, and all keys must fit', () => {
    expect(ids({ monitor: ['book-*', 'nothing'] })).toEqual(['book-api']);
    expect(ids({ kind: ['tcp'] })).toEqual(['shop-1']);
    expect(ids({ team: ['books'], kind: ['tcp'] })).toEqual([]);
    expect(ids({ constructor: ['*'] })).toEqual(['book-api', 'shop-1']);
  });

  it('leaves severity and rule to the alerts', () => {
    const match = { monitor: ['*'], severity: ['warning'], rule: ['p95-*'] };
    const alerts = [
      alert({ subject: 'shop-1', severity: 'warning', rule: 'p95-slow' }),
      alert({ subject: 'shop-1', rule: 'p95-slow' }),
    ];
    expect(ids(match)).toHaveLength(2);
    expect(fittingAlerts(match, subjects, alerts)).toHaveLength(1);
  });

  it('is written line by line, and read again as written', () => {
    expect(
      matchOfRows([
        { key: 'monitor', globs: ' a, ,b* ' },
        { key: 'group', globs: '' },
      ]),
    ).toEqual({
      monitor: ['a', 'b*'],
    });
    expect(matchOfRows(rowsOfMatch({ monitor: ['a', 'b'] }))).toEqual({ monitor: ['a', 'b'] });
    expect(rowsOfMatch({})).toEqual([{ key: 'monitor', globs: '' }]);
  });
});

describe('the text of a rule', () => {
  const text = '# why\nid: p95-slow\nwhen: { latency: p95, above: 1s } # slow\n';

  it('is changed at one key, and nowhere else', () => {
    expect(setRuleKey(text, 'when.above', '2s')).toBe(text.replace('1s', '2s'));
    expect(setRuleKey(text, 'for', '5m')).toBe(`${text}for: 5m\n`);
    expect(setRuleKey('- id: a\n  for: 0s\n', 'for', '5m')).toBe('- id: a\n  for: 5m\n');
    expect(setRuleKey('id: a\nwhen:\n  x: 1\n', 'when.above', '8%')).toBe(
      'id: a\nwhen:\n  x: 1\n  above: 8%\n',
    );
    expect(setRuleKey('just words', 'for', '5m')).toBe('just words');
  });

  it('names its severity, and a place as an offset', () => {
    expect(severityOf('id: a\nseverity: "critical" # now\n')).toBe('critical');
    expect(severityOf('id: a')).toBe('warning');
    expect(offsetOf(text, 2, 5)).toBe(text.indexOf('p95-slow'));
    expect(offsetOf(text, 99, 1)).toBe(text.length);
  });

  it('goes on at the depth that it was at', () => {
    expect(indentAt('when:', 5)).toBe('  ');
    expect(indentAt('  all:', 6)).toBe('    ');
    expect(indentAt('  - a', 5)).toBe('    ');
    expect(indentAt('id: a', 5)).toBe('');
  });

  it('is coloured without losing a character, for any text', () => {
    fc.assert(
      fc.property(
        fc.oneof(fc.string(), fc.string({ unit: 'binary' })),
        fc.option(fc.nat(40)),
        (line, bad) => {
          const pieces = paintLine(line, bad);
          expect(pieces.map((piece) => piece.text).join('')).toBe(line);
        },
      ),
    );
  });

  it('marks the word that a problem is about', () => {
    const bad = paintLine('when: { above: soon, over: 5m }', 15).filter((piece) => piece.bad);
    expect(bad.map((piece) => piece.text)).toEqual(['soon']);
    expect(paintLine('a: 1 # b', null).map(({ kind }) => kind)).toEqual([
      'key',
      'mark',
      'plain',
      'number',
      'plain',
      'comment',
    ]);
  });
});

describe('a replay in words', () => {
  const fired = (times: number): ReplayedAlert[] =>
    Array.from({ length: times }, (_, index) => ({
      rule: 'r',
      subject: `s${index % 2}`,
      name: 'S',
      value: null,
      approximate: false,
      from: 0,
      to: index === 0 ? null : 6e5,
    }));
  const said = (times: number, saved: number | null) => {
    const words = replaySentence(
      fired(times),
      saved === null ? null : fired(saved),
      600_000,
      t.alerts.replay.sentence,
      f.rough,
    );
    return [words.lead, words.rest, words.compared].filter(Boolean).join(' ');
  };

  it('counts firings, subjects and time, also of one that still fires', () => {
    expect(said(14, null)).toBe('It would have fired 14 times, for 2 subjects, 2 h 20 min in all.');
    expect(said(0, null)).toBe('It would never have fired.');
  });

  it('compares with the rule as it is saved', () => {
    expect(said(1, 14)).toMatch(/fired once, .* As saved it is 14 times\.$/);
    expect(said(14, 1)).toMatch(/As saved it is only once\.$/);
    expect(said(2, 2)).toMatch(/As often as the saved one\.$/);
  });
});

describe('small things about alerts', () => {
  it('adds older rows of the ledger without doubling one', () => {
    const row = (id: number): LedgerRow => ({
      id,
      at: id,
      subject: 's',
      rule: null,
      decision: 'fired',
      by: null,
      text: '',
    });
    expect(merged([row(3), row(2)], [row(2), row(1)]).map(({ id }) => id)).toEqual([3, 2, 1]);
  });

  it('cuts durations to what a reader wants to know', () => {
    expect([500, 61_500, 3_700_000, 90_061_000].map((ms) => f.exact(roughly(ms)))).toEqual([
      '1 s',
      '1 min 1 s',
      '1 h 1 min',
      '1 d 1 h',
    ]);
  });

  it('counts local days across a change of the clocks', () => {
    const days = lastDays(new Date(2026, 9, 27, 12).getTime(), 5);
    expect(days.map(dayKey)).toEqual(['2026-10-23', '2026-10-24', '2026-10-25', '2026-10-26', '2026-10-27']);
    expect(dayOfKey('2026-10-25')).toBe(days[2]);
    expect(dayOfKey('2026-13-01')).toBeNull();
  });

  it('leads from both halves of a burn rate to its rule', () => {
    expect(rulePath('slo/fast')).toBe('/alerts/rules/slo');
    expect(rulePath('a/b', { key: 'when.above', value: '8%' })).toBe(
      '/alerts/rules/a%2Fb?set=when.above&to=8%25',
    );
  });
});
