import { describe, expect, it } from 'vitest';
import type { ErrorGroup } from '../../../shared/contract/log-schemas.ts';
import { createI18n } from '../../i18n/i18n.tsx';
import { errorSentence } from './error-sentence.ts';
import { fitsState, isNarrowed, readErrorView, sorted, writeErrorView } from './error-view.ts';

const HOUR = 3_600_000;
const NOW = 1_800_000_000_000;
const SINCE = NOW - 24 * HOUR;

function group(id: string, more: Partial<ErrorGroup> = {}): ErrorGroup {
  return {
    id,
    sources: ['books'],
    service: null,
    title: `title ${id}`,
    level: 'error',
    state: 'open',
    count: 100,
    firstSeen: SINCE - HOUR,
    lastSeen: NOW,
    trend: [1],
    merged: [],
    ...more,
  };
}

describe('the view of the Errors page', () => {
  it('survives its address', () => {
    const view = {
      state: 'ignored' as const,
      sources: ['a', 'b'],
      search: 'redis down',
      period: '7d' as const,
      sort: 'count' as const,
    };
    expect(readErrorView(writeErrorView(view))).toEqual(view);
    expect(isNarrowed(view)).toBe(true);
  });

  it('is what needs attention, of a day, where its address says nothing or nonsense', () => {
    const usual = readErrorView(new URLSearchParams('state=x&sort=y&range=z'));
    expect(usual).toMatchObject({ state: 'unresolved', period: '24h', sort: 'lastSeen' });
    expect(writeErrorView(usual).toString()).toBe('');
    expect(isNarrowed(usual)).toBe(false);
  });

  it('counts what came back as unresolved', () => {
    expect(fitsState({ state: 'regressed' }, 'unresolved')).toBe(true);
    expect(fitsState({ state: 'ignored' }, 'unresolved')).toBe(false);
    expect(fitsState({ state: 'ignored' }, 'all')).toBe(true);
  });

  it('sorts by what happened in the period, not ever', () => {
    const groups = [
      group('old', { count: 9000, trend: [1], lastSeen: NOW - 2, firstSeen: 1 }),
      group('loud', { count: 50, trend: [20, 30], lastSeen: NOW - 3, firstSeen: 2 }),
      group('fresh', { count: 1, lastSeen: NOW - 1, firstSeen: 3 }),
    ];
    const ids = (sort: Parameters<typeof sorted>[1]) => sorted(groups, sort).map(({ id }) => id);
    expect(ids('count')).toEqual(['loud', 'fresh', 'old']);
    expect(ids('lastSeen')).toEqual(['fresh', 'old', 'loud']);
    expect(ids('newest')).toEqual(['fresh', 'loud', 'old']);
  });
});

describe('the sentence of the Errors page', () => {
  const { t } = createI18n('en');
  const say = (groups: ErrorGroup[]) => {
    const { lead, rest } = errorSentence(groups, SINCE, t.logs.within['24h'], t.errorGroups.sentence);
    return `${lead} ${rest}`.trim();
  };

  it.each<[string, ErrorGroup[]]>([
    ['No unresolved error in the last 24 hours.', []],
    ['No unresolved error in the last 24 hours.', [group('a', { state: 'resolved' })]],
    ['1 error is unresolved.', [group('a')]],
    ['1 error is unresolved, one is new.', [group('a', { firstSeen: NOW })]],
    [
      '3 errors are unresolved, 2 are new, one came back.',
      [group('a', { firstSeen: NOW }), group('b', { firstSeen: NOW }), group('c', { state: 'regressed' })],
    ],
  ])('%s', (sentence, groups) => {
    expect(say(groups)).toBe(sentence);
  });

  it('names the loudest', () => {
    const said = errorSentence(
      [group('a'), group('b', { trend: [4, 5] })],
      SINCE,
      'now',
      t.errorGroups.sentence,
    );
    expect(said.detail).toBe('title b, 9 times');
  });
});
