import type { LogFilter } from '../../../shared/contract/log-schemas.ts';
import { LOG_LEVELS, type LogLevel } from '../../../shared/domain/log-level.ts';
import { boundsOf, isChosen, readRange, writeRange, type Preset, type Range } from '../../lib/time-range.ts';

/** What the Logs page shows; all of it lives in the query of its address. */
export interface LogView {
  /** Ids of log sources; empty means all. */
  sources: readonly string[];
  /** This level or worse. */
  level: LogLevel | null;
  service: string | null;
  search: string;
  /** Id of an error group whose occurrences are wanted. */
  group: string | null;
  range: Range;
  /** An instant that is marked, in epoch milliseconds. */
  at: number | null;
  /** Number of the record in the inspector. */
  record: number | null;
}

export const LOG_PRESETS = ['15m', '1h', '6h', '24h', '7d', '30d'] as const satisfies readonly Preset[];
const USUAL: Preset = '1h';
/** How far to either side of an instant "around" reaches. */
export const AROUND_MS = 120_000;

export function readLogView(query: URLSearchParams): LogView {
  const at = positive(query.get('at'));
  const range = readRange(query, USUAL);
  return {
    sources: (query.get('source') ?? '').split(',').filter(Boolean),
    level: LOG_LEVELS.find((level) => level === query.get('level')) ?? null,
    service: query.get('service'),
    search: query.get('q') ?? '',
    group: query.get('group'),
    range: at === null || isChosen(range) ? range : aroundRange(at, range.preset),
    at,
    record: positive(query.get('record')),
  };
}

export function writeLogView(view: Partial<LogView>): URLSearchParams {
  const { sources = [], level, service, search, group, range, at = null, record } = view;
  const query = new URLSearchParams();
  if (sources.length > 0) query.set('source', sources.join(','));
  if (level) query.set('level', level);
  if (service) query.set('service', service);
  if (search) query.set('q', search);
  if (group) query.set('group', group);
  if (at !== null) query.set('at', String(at));
  if (range) writeTime(query, range, at);
  if (record) query.set('record', String(record));
  return query;
}

function writeTime(query: URLSearchParams, range: Range, at: number | null): void {
  const plain = !isChosen(range) || (at !== null && sameSpan(range, aroundRange(at, range.preset)));
  for (const [key, value] of writeRange(plain ? { preset: range.preset } : range)) {
    if (key !== 'range' || value !== USUAL) query.set(key, value);
  }
}

function positive(text: string | null): number | null {
  const value = Number(text);
  return text !== null && Number.isFinite(value) && value > 0 ? value : null;
}

/** Two minutes to either side of an instant. */
export function aroundRange(at: number, preset: Preset = USUAL): Extract<Range, { from: number }> {
  return { preset, from: at - AROUND_MS, to: at + AROUND_MS };
}

function sameSpan(a: { from: number; to: number }, b: { from: number; to: number }): boolean {
  return a.from === b.from && a.to === b.to;
}

/** The view of another range of time: the marked instant stays only while it lies within. */
export function withRange(view: LogView, range: Range): LogView {
  const { at } = view;
  const within = at !== null && isChosen(range) && range.from <= at && at <= range.to;
  return { ...view, range, at: within ? at : null };
}

/** True while the view ends at the present and can follow it. */
export function followsClock({ range }: LogView): boolean {
  return !isChosen(range);
}

/** What the engine is asked for; a view that follows the clock has no end. */
export function filterOfView(view: LogView, now: number): LogFilter {
  const { sources, level, service, search, group, range } = view;
  const { from, to } = boundsOf(range, now);
  return {
    sources: sources.length > 0 ? [...sources] : null,
    level,
    service,
    search: search.trim(),
    from,
    to: isChosen(range) ? to : null,
    group,
  };
}

/** What narrows a view beyond time and sources; each can be dropped by itself. */
export type Narrowing = 'search' | 'level' | 'service' | 'group' | 'sources';

export function narrowings(view: LogView): Narrowing[] {
  const all: [Narrowing, boolean][] = [
    ['search', view.search.trim() !== ''],
    ['level', view.level !== null && view.level !== 'trace'],
    ['service', view.service !== null],
    ['group', view.group !== null],
    ['sources', view.sources.length > 0],
  ];
  return all.filter(([, on]) => on).map(([name]) => name);
}

/** The view without one of the things that narrow it. */
export function without(view: LogView, name: Narrowing): LogView {
  const empty = { search: '', level: null, service: null, group: null, sources: [] } as const;
  return { ...view, [name]: empty[name] };
}
