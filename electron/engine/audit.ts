/** What is written down of who changed what is kept or told: ids and counts, never values. Pure. */
import { isDeepStrictEqual } from 'node:util';
import type { Config } from '../../shared/config/model.ts';
import type { LogHandlers } from './logs/log-handlers.ts';

/** More ids than this are counted. */
const LISTED = 20;

/** What became of monitors, rules and sources with a new configuration, a line each; empty where nothing did. */
export function configChanges(before: Config, after: Config): string[] {
  return [
    ...changesOf('monitors', before.monitors, after.monitors),
    ...changesOf('rules', before.alerts, after.alerts),
    ...changesOf('log sources', before.logs, after.logs),
    ...changesOf('channels', before.notify.channels, after.notify.channels),
    ...changesOf('maintenance windows', before.maintenance, after.maintenance),
  ];
}

function changesOf(
  what: string,
  before: readonly { id: string }[],
  after: readonly { id: string }[],
): string[] {
  const old = new Map(before.map((one) => [one.id, one]));
  const now = new Map(after.map((one) => [one.id, one]));
  const added = [...now.keys()].filter((id) => !old.has(id));
  const removed = [...old.keys()].filter((id) => !now.has(id));
  const changed = [...now].filter(([id, one]) => old.has(id) && !isDeepStrictEqual(old.get(id), one));
  return [
    line(`${what} added`, added),
    line(`${what} removed`, removed),
    line(
      `${what} changed`,
      changed.map(([id]) => id),
    ),
  ].filter((text) => text !== '');
}

function line(what: string, ids: readonly string[]): string {
  if (ids.length === 0) return '';
  const more = ids.length - LISTED;
  return `${what}: ${ids.slice(0, LISTED).join(', ')}${more > 0 ? ` and ${more} more` : ''}`;
}

/** A pause or its end, as somebody asked for it; `ids` null means all monitors, `until` null until they are resumed. */
export function pauseLine(ids: readonly string[] | null, until: number | null | 'resumed'): string {
  const verb = until === 'resumed' ? 'resumed' : 'paused';
  const what = ids === null ? `all monitors ${verb}` : line(`monitors ${verb}`, ids);
  return typeof until === 'number' ? `${what}, until ${new Date(until).toISOString()}` : what;
}

/** Has what changes or deletes logs written down once it is done. What was searched for may be a secret. */
export function auditedLogs(logs: LogHandlers, audit: (action: string, text: string) => void): LogHandlers {
  return {
    ...logs,
    async setErrorGroups(input) {
      const answer = await logs.setErrorGroups(input);
      audit('errors', line(`error groups set to ${input.state}`, input.ids));
      return answer;
    },
    async mergeErrorGroups(input) {
      const answer = await logs.mergeErrorGroups(input);
      audit('errors', line(`error groups merged into ${input.into}`, input.ids));
      return answer;
    },
    async splitErrorGroup(input) {
      const answer = await logs.splitErrorGroup(input);
      audit('errors', `error group ${input.id} split off`);
      return answer;
    },
    async purgeLogs(input) {
      const answer = await logs.purgeLogs(input);
      const where = input.sources === null ? 'all log sources' : input.sources.join(', ');
      audit('purge', `${answer.deleted} log records deleted from ${where}`);
      return answer;
    },
  };
}
