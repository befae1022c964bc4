import type { Database } from 'better-sqlite3';
import type { State } from '../../../shared/domain/state.ts';
import { isTrustworthy } from '../../../shared/domain/state.ts';
import { FRESH_MEMORY, type MonitorMemory } from '../monitors/memory.ts';
import { writeMemory } from '../storage/tables/memory.ts';
import { messagePool } from '../storage/tables/messages.ts';
import { writeMonitors } from '../storage/tables/monitors.ts';
import { SERIES_SPAN_MS, writeResults } from '../storage/tables/results.ts';
import { writeRollups } from '../storage/tables/rollups.ts';
import { writeStates } from '../storage/tables/states.ts';
import { Bucket, FIVE_MINUTES, ONE_HOUR } from './bucket.ts';
import type { InventedMonitor, InventedResult } from './fill-monitor.ts';
import { BucketFold } from './fold.ts';
import { packResult } from './pack.ts';
import { floorTo } from './track.ts';

interface FillSpans {
  rawFrom: number;
  from5m: number;
  intervalMs: number;
  holdsForMs: number;
}

/** Writes invented monitors one after the other, in the order of the tables' keys, which is what makes it fast. */
export function filler(db: Database, spans: FillSpans, report: { results: number; rollups: number }) {
  const monitors = writeMonitors(db);
  const results = writeResults(db);
  const messages = messagePool(db);
  const rollups5m = writeRollups(db, '5m');
  const rollups1h = writeRollups(db, '1h');
  const states = writeStates(db);
  const memory = writeMemory(db);
  let monitorKey = 0;
  let seriesKey = 0;
  let seriesEnd = 0;
  let seriesBase = 0;
  let fold = new BucketFold(FIVE_MINUTES, () => {});
  let hour: { start: number; bucket: Bucket } | null = null;
  let monitor: InventedMonitor | null = null;
  let first: InventedResult | null = null;
  let last: InventedResult | null = null;

  function closeHour(): void {
    if (hour) rollups1h.put(monitorKey, hour);
    if (hour) report.rollups += 1;
    hour = null;
  }

  return {
    open(next: InventedMonitor): void {
      monitorKey += 1;
      seriesEnd = 0;
      monitor = next;
      first = null;
      last = null;
      fold = new BucketFold(FIVE_MINUTES, (closed) => {
        if (closed.start >= spans.from5m) {
          rollups5m.put(monitorKey, closed);
          report.rollups += 1;
        }
        const start = floorTo(closed.start, ONE_HOUR);
        if (hour?.start !== start) closeHour();
        hour ??= { start, bucket: new Bucket() };
        hour.bucket.merge(closed.bucket);
      });
    },

    /** `holdsForMs` where it is not the usual one. */
    result(result: InventedResult, holdsForMs: number | null): void {
      const { at } = result;
      if (monitor && !first) {
        monitors.put({ key: monitorKey, id: monitor.id, firstAt: at });
        first = result;
      }
      last = result;
      fold.add({ ...result, recheck: false, holdsForMs: holdsForMs ?? spans.holdsForMs });
      if (at < spans.rawFrom) return;
      if (at >= seriesEnd) {
        seriesKey += 1;
        seriesBase = floorTo(at, FIVE_MINUTES);
        seriesEnd = seriesBase + SERIES_SPAN_MS;
        results.addSeries({
          key: seriesKey,
          monitor: monitorKey,
          baseAt: seriesBase,
          holdsMs: spans.holdsForMs,
        });
      }
      const packed = packResult({ ...result, recheck: false });
      results.add(seriesKey, at - seriesBase, packed, messages.idOf(result.message, at));
      report.results += 1;
    },

    /** Ends a monitor's history: what is still open at `now` stays with the raw rows. */
    close(now: number): void {
      if (!monitor || !first || !last) return;
      fold.advance(floorTo(now - spans.holdsForMs, FIVE_MINUTES));
      if (hour && hour.start + ONE_HOUR <= fold.position) closeHour();
      hour = null;
      const saved = remember(monitor, { first, last }, states, monitorKey);
      memory.put(monitorKey, JSON.stringify(saved));
    },
  };
}

/** Writes the changes of state that the episodes made, and gives what is remembered after them. */
function remember(
  { id: monitorId, episodes }: InventedMonitor,
  { first, last }: { first: InventedResult; last: InventedResult },
  states: ReturnType<typeof writeStates>,
  key: number,
): MonitorMemory {
  let since = first.at;
  let from: State = 'unknown';
  const change = (at: number, to: State, message: string) => {
    const reason = to === 'unknown' ? 'asleep' : null;
    states.state(key, { monitorId, at, since: at, from, to, message, components: [], reason });
    from = to;
    since = at;
  };
  change(first.at, 'healthy', '');
  for (const episode of episodes) {
    change(episode.from, episode.state, episode.message);
    change(episode.to, 'healthy', '');
  }
  const lastState = isTrustworthy(last.state) ? last.state : null;
  return {
    ...FRESH_MEMORY,
    unknownReason: null,
    confirmation: { state: last.state, since, lastState, message: last.message, run: null },
  };
}
