import type { ErrorGroup } from '../../../shared/contract/log-schemas.ts';
import { PRESETS, type Preset } from '../../lib/time-range.ts';

export type GroupState = ErrorGroup['state'];
export const SORTS = ['lastSeen', 'count', 'newest'] as const;
export type Sort = (typeof SORTS)[number];
/** What the list is narrowed to: what needs attention, everything, or one state. */
export type StateChoice = 'unresolved' | 'all' | 'resolved' | 'ignored';
export const STATE_CHOICES: readonly StateChoice[] = ['unresolved', 'resolved', 'ignored', 'all'];

/** What the Errors page shows; all of it lives in the query of its address. */
export interface ErrorView {
  state: StateChoice;
  sources: readonly string[];
  search: string;
  period: Preset;
  sort: Sort;
}

export const PERIODS = ['1h', '24h', '7d', '30d', '90d'] as const satisfies readonly Preset[];
const USUAL: Preset = '24h';
const UNRESOLVED: readonly GroupState[] = ['open', 'regressed'];

export function readErrorView(query: URLSearchParams): ErrorView {
  const pick = <T extends string>(values: readonly T[], key: string, usual: T) =>
    values.find((value) => value === query.get(key)) ?? usual;
  return {
    state: pick(STATE_CHOICES, 'state', 'unresolved'),
    sources: (query.get('source') ?? '').split(',').filter(Boolean),
    search: query.get('q') ?? '',
    period: pick(PRESETS, 'range', USUAL),
    sort: pick(SORTS, 'sort', 'lastSeen'),
  };
}

export function writeErrorView({ state, sources, search, period, sort }: ErrorView): URLSearchParams {
  const query = new URLSearchParams();
  if (state !== 'unresolved') query.set('state', state);
  if (sources.length > 0) query.set('source', sources.join(','));
  if (search) query.set('q', search);
  if (period !== USUAL) query.set('range', period);
  if (sort !== 'lastSeen') query.set('sort', sort);
  return query;
}

export function isNarrowed({ state, sources, search }: ErrorView): boolean {
  return state !== 'unresolved' || sources.length > 0 || search.trim() !== '';
}

export function fitsState({ state }: Pick<ErrorGroup, 'state'>, choice: StateChoice): boolean {
  if (choice === 'all') return true;
  return choice === 'unresolved' ? UNRESOLVED.includes(state) : state === choice;
}

/** True while a group was seen for the first time within the period. */
export function isFresh(group: ErrorGroup, since: number): boolean {
  return group.firstSeen >= since && group.state === 'open';
}

const ORDER: Record<Sort, (a: ErrorGroup, b: ErrorGroup) => number> = {
  lastSeen: (a, b) => b.lastSeen - a.lastSeen,
  count: (a, b) => sumOf(b) - sumOf(a) || b.lastSeen - a.lastSeen,
  newest: (a, b) => b.firstSeen - a.firstSeen,
};

export function sorted(groups: readonly ErrorGroup[], sort: Sort): ErrorGroup[] {
  return groups.toSorted(ORDER[sort]);
}

/** Occurrences within the asked span. */
export function sumOf({ trend }: Pick<ErrorGroup, 'trend'>): number {
  return trend.reduce((sum, count) => sum + count, 0);
}
