import { suggestDependencies, type DependencySuggestion } from '../../alerts/dependencies/suggest.ts';
import type { MonitorPast } from '../../alerts/dependencies/past.ts';
import { spansQuery } from './spans.ts';
import type { Tables } from './tables.ts';

/** The newest changes of a monitor that are looked at: what changes more often says less with each. */
const MOST_CHANGES = 1_000;

export interface SuggestionParams {
  /** Those that are watched. */
  monitors: readonly Omit<MonitorPast, 'spans'>[];
  /** Epoch milliseconds; `to` is now. */
  from: number;
  to: number;
}

/** Which monitors may depend on which, from their confirmed states in [from, to). */
export function dependencySuggestionsQuery(tables: Tables) {
  const spans = spansQuery(tables);
  return ({ monitors, from, to }: SuggestionParams): { suggestions: DependencySuggestion[] } => {
    const pasts = monitors.map((monitor): MonitorPast => {
      const known = tables.monitors.find(monitor.id);
      const states = known ? spans.newest(known.key, from, to, MOST_CHANGES) : [];
      return {
        ...monitor,
        spans: states.map((span) => ({ from: span.from, to: span.to ?? to, state: span.state })),
      };
    });
    return { suggestions: suggestDependencies(pasts) };
  };
}
