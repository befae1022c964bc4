import type { Database } from 'better-sqlite3';
import { writeMemory } from '../storage/tables/memory.ts';
import { messagePool } from '../storage/tables/messages.ts';
import { writeMonitors } from '../storage/tables/monitors.ts';
import { readResults, writeResults } from '../storage/tables/results.ts';
import { writeRollups } from '../storage/tables/rollups.ts';
import type { LateResult, Pending, PendingResult } from './pending.ts';
import { recomputer } from './recompute.ts';

/** Writes what is pending; everything here runs inside one transaction of the caller. */
export function committer(db: Database, onLate: (late: LateResult, at: number) => void) {
  const monitors = writeMonitors(db);
  const results = writeResults(db);
  const stored = readResults(db);
  const messages = messagePool(db);
  const fiveMinutes = writeRollups(db, '5m');
  const memory = writeMemory(db);
  const recompute = recomputer(db);

  function rollups(pending: Pending, firstBucket: number, firstHour: number): void {
    for (const { monitor, closed } of pending.buckets.slice(firstBucket)) fiveMinutes.put(monitor, closed);
    for (const { monitor, start } of pending.hours.slice(firstHour)) recompute.hour(monitor, start);
  }

  return {
    /** Monitors and series, then these results. Repeatable: what is there already stays. */
    results(pending: Pending, batch: readonly PendingResult[]): void {
      for (const monitor of pending.monitors) monitors.put(monitor);
      for (const series of pending.series) results.addSeries(series);
      for (const { series, offset, packed, at, text } of batch) {
        results.add(series, offset, packed, messages.idOf(text, at));
      }
    },
    /** All the rest, which rests on every result being there. */
    rest(pending: Pending): void {
      rollups(pending, 0, 0);
      const written = { buckets: pending.buckets.length, hours: pending.hours.length };
      for (const late of pending.late) {
        const message = messages.idOf(late.text, late.at);
        const at = stored.freeFrom(late.track.key, late.at);
        results.add(late.series, late.offset + at - late.at, late.packed, message);
        onLate(late, at);
      }
      // Starting a monitor over after a late result may close some more.
      rollups(pending, written.buckets, written.hours);
      for (const write of pending.writes) write();
      for (const [monitor, json] of pending.memory) memory.put(monitor, json);
    },
    forgetMessages: () => messages.forget(),
  };
}
