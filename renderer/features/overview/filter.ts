import { failingComponents } from '../../../shared/domain/cause.ts';
import type { MonitorStatus } from '../../../shared/domain/monitor-status.ts';
import { shapeOf } from '../../../shared/domain/shape-of.ts';
import type { ShapeName } from '../../../shared/domain/state-shapes.ts';

/** What the overview is narrowed to; lives in the query of its URL. */
export interface Filter {
  text: string;
  shapes: readonly ShapeName[];
}

/** In the order in which they are offered: the worst first. */
export const SHAPES: readonly ShapeName[] = ['unhealthy', 'degraded', 'unknown', 'healthy', 'paused'];

export function readFilter(query: URLSearchParams): Filter {
  const wished = (query.get('state') ?? '').split(',');
  return { text: query.get('q') ?? '', shapes: SHAPES.filter((shape) => wished.includes(shape)) };
}

/** The query with the filter in it; other keys stay. */
export function writeFilter(query: URLSearchParams, { text, shapes }: Filter): URLSearchParams {
  const next = new URLSearchParams(query);
  set(next, 'q', text);
  set(next, 'state', shapes.join(','));
  return next;
}

function set(query: URLSearchParams, key: string, value: string): void {
  if (value) query.set(key, value);
  else query.delete(key);
}

export function isFiltering({ text, shapes }: Filter): boolean {
  return text.trim() !== '' || shapes.length > 0;
}

/**
 * True when every word of the text is found in the monitor's name, group, summary, labels, failing components
 * or state (in English or as `stateWord` calls it), and its icon is among the wished-for ones.
 */
export function matches(
  monitor: MonitorStatus,
  filter: Filter,
  stateWord: (shape: ShapeName) => string,
): boolean {
  const shape = shapeOf(monitor);
  if (filter.shapes.length > 0 && !filter.shapes.includes(shape)) return false;
  const words = filter.text.toLowerCase().split(/\s+/).filter(Boolean);
  if (words.length === 0) return true;
  const parts = failingComponents(monitor.components);
  const hay = [
    monitor.name,
    monitor.id,
    monitor.group ?? '',
    monitor.summary,
    shape,
    stateWord(shape),
    ...parts.map(({ path }) => path),
    ...Object.values(monitor.labels),
  ]
    .join('\n')
    .toLowerCase();
  // "healthy" must not find "unhealthy".
  return words.every((word) => (word === 'healthy' ? shape === 'healthy' : hay.includes(word)));
}
