import { isDeepStrictEqual } from 'node:util';
import type { Config, LogSourceConfig, MonitorConfig } from '../../../shared/config/model.ts';

/** What became of things with an id. `changed` and `unchanged` hold the new ones. */
export interface Difference<T> {
  added: T[];
  removed: T[];
  changed: { before: T; after: T }[];
  unchanged: T[];
}

export interface ConfigDifference {
  monitors: Difference<MonitorConfig>;
  logs: Difference<LogSourceConfig>;
}

function diffById<T extends { id: string }>(before: readonly T[], after: readonly T[]): Difference<T> {
  const old = new Map(before.map((item) => [item.id, item]));
  const ids = new Set(after.map(({ id }) => id));
  const difference: Difference<T> = {
    added: [],
    removed: before.filter(({ id }) => !ids.has(id)),
    changed: [],
    unchanged: [],
  };
  for (const item of after) {
    const previous = old.get(item.id);
    if (previous === undefined) difference.added.push(item);
    else if (isDeepStrictEqual(previous, item)) difference.unchanged.push(item);
    else difference.changed.push({ before: previous, after: item });
  }
  return difference;
}

/** What a reload has to apply; a monitor that means the same is unchanged, however it is written. */
export function diffConfig(before: Config, after: Config): ConfigDifference {
  return {
    monitors: diffById(before.monitors, after.monitors),
    logs: diffById(before.logs, after.logs),
  };
}
