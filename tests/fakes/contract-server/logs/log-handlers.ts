import type { LogHandlers } from '../../../../electron/engine/logs/log-handlers.ts';
import type { Handlers } from '../../../../shared/contract/contract.ts';
import { ContractFailure } from '../../../../shared/contract/failure.ts';
import type { LogDetail, LogFilter } from '../../../../shared/contract/log-schemas.ts';
import { LOG_LEVELS } from '../../../../shared/domain/log-level.ts';
import { errorGroupOf, groupIds, occurrences } from './log-groups.ts';
import { entryOf, filterOf } from './log-search.ts';
import type { LogWorld } from './log-world.ts';

const AROUND_MS = 120_000;

interface Told {
  groups(ids: string[]): void;
  sources(): void;
}

/** Answers what is asked of logs from an invented world, and changes it when commanded. */
export function fakeLogHandlers(
  world: LogWorld,
  log: { name: string; input: unknown }[],
  tell: Told,
): LogHandlers & Pick<Handlers, 'addLogDirectory'> {
  const found = (filter: LogFilter) => {
    const fits = filterOf(filter);
    return world.records.filter(fits);
  };
  const change = (name: string, input: { ids: string[] }) => {
    log.push({ name, input });
    tell.groups(input.ids);
  };
  return {
    logSources: () => ({ sources: world.sources }),
    logs({ limit, before, ...filter }) {
      const older = newestFirst(found(filter)).filter(
        ({ time, seq }) => !before || time < before.time || (time === before.time && (seq ?? 0) < before.seq),
      );
      const records = older.slice(0, limit);
      const last = records.at(-1);
      const next = last && older.length > limit ? { time: last.time, seq: last.seq ?? 0 } : null;
      return { records: records.map(entryOf), next };
    },
    logsSince({ limit, after, ...filter }) {
      if (after === null) return { records: [], skipped: 0, last: world.last };
      const since = found(filter).filter(({ seq }) => (seq ?? 0) > after);
      const records = since.slice(-limit);
      return { records: records.map(entryOf), skipped: since.length - records.length, last: world.last };
    },
    logRecord: ({ seq }) => ({ record: world.records.find((record) => record.seq === seq) ?? null }),
    logHistogram({ sources, from, to, buckets }) {
      const bucketMs = (to - from) / buckets;
      const counts = Array.from({ length: buckets }, () => LOG_LEVELS.map(() => 0));
      for (const { time, level, source } of world.records) {
        if (time < from || time >= to || (sources && !sources.includes(source))) continue;
        const bucket = counts[Math.floor((time - from) / bucketMs)];
        if (bucket) bucket[LOG_LEVELS.indexOf(level)] = (bucket[LOG_LEVELS.indexOf(level)] ?? 0) + 1;
      }
      return {
        bucketMs,
        buckets: counts.map((ofLevels, index) => ({ at: from + index * bucketMs, counts: ofLevels })),
      };
    },
    errorGroups({ sources, since, states, search, limit, trendBuckets }) {
      const words = search.toLowerCase().split(/\s+/).filter(Boolean);
      const groups = groupIds(world)
        .flatMap((id) => errorGroupOf(world, id, { since, now: Date.now(), buckets: trendBuckets }) ?? [])
        .filter((group) => group.lastSeen >= since)
        .filter((group) => !states || states.includes(group.state))
        .filter((group) => !sources || group.sources.some((source) => sources.includes(source)))
        .filter((group) => words.every((word) => group.title.toLowerCase().includes(word)))
        .toSorted((a, b) => b.lastSeen - a.lastSeen);
      return { groups: groups.slice(0, limit) };
    },
    errorGroup({ id, since, trendBuckets }) {
      const now = Date.now();
      return {
        group: errorGroupOf(world, id, { since, now, buckets: trendBuckets }),
        from: since,
        bucketMs: (now - since) / trendBuckets,
        samples: newestFirst(occurrences(world, id)).slice(0, 20),
      };
    },
    logEvidence({ monitorId, at, limit }) {
      const [from, to] = [at - AROUND_MS, at + AROUND_MS];
      const sources = world.sources
        .filter(({ monitors }) => monitors.includes(monitorId))
        .map(({ id }) => id);
      const inSpan = world.records.filter(
        ({ time, source }) => sources.includes(source) && time >= from && time < to,
      );
      const worst = inSpan
        .toSorted((a, b) => LOG_LEVELS.indexOf(b.level) - LOG_LEVELS.indexOf(a.level))
        .slice(0, limit)
        .toSorted((a, b) => a.time - b.time);
      const groups = groupIds(world).flatMap(
        (id) => errorGroupOf(world, id, { since: from, now: to, buckets: 12 }) ?? [],
      );
      return {
        from,
        to,
        groups: groups.filter(({ firstSeen }) => firstSeen >= from && firstSeen < to),
        records: worst.map(entryOf),
        more: inSpan.length - worst.length,
      };
    },
    setErrorGroups(input) {
      for (const id of input.ids) world.groupStates.set(id, input.state);
      change('setErrorGroups', input);
      return { changed: input.ids.length };
    },
    mergeErrorGroups(input) {
      for (const id of input.ids) if (id !== input.into) world.merged.set(id, input.into);
      change('mergeErrorGroups', input);
      return {};
    },
    splitErrorGroup(input) {
      world.merged.delete(input.id);
      change('splitErrorGroup', { ids: [input.id] });
      return {};
    },
    purgeLogs: () => ({ deleted: 0 }),
    addLogDirectory(input) {
      log.push({ name: 'addLogDirectory', input });
      if (!input.dir.startsWith('/')) {
        throw new ContractFailure(
          'invalid-config',
          'The directory must be a whole path, such as /var/log/app.',
        );
      }
      const sourceId = input.name.toLowerCase().replaceAll(/[^a-z0-9]+/g, '-');
      world.sources = [
        ...world.sources,
        {
          id: sourceId,
          name: input.name,
          dir: input.dir,
          group: null,
          monitors: [],
          state: 'ok' as const,
          reason: null,
          files: 0,
          lastReadAt: null,
        },
      ];
      tell.sources();
      return { file: '/home/ada/.config/watchpost/watchpost.yaml', sourceId };
    },
  };
}

function newestFirst(records: readonly LogDetail[]): LogDetail[] {
  return records.toSorted((a, b) => b.time - a.time || (b.seq ?? 0) - (a.seq ?? 0));
}
