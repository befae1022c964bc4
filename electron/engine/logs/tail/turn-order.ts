import type { Carrier, KnownLog } from './known-log.ts';

/** A log that has a file. */
export type CarriedLog = KnownLog & { carrier: Carrier };

export function isCarried(log: KnownLog): log is CarriedLog {
  return log.carrier !== null;
}

/**
 * What there is to read, by family, each oldest first: a round takes one turn of each log of a family, up to the first
 * that is not read to its end and that nothing writes to any more. Its younger siblings wait for it.
 */
export function nextRound(logs: readonly KnownLog[]): CarriedLog[][] {
  const families = new Map<string, CarriedLog[]>();
  for (const log of logs) {
    if (!isCarried(log) || !log.carrier.unread) continue;
    const { key } = log.carrier.family;
    const family = families.get(key);
    if (family) family.push(log);
    else families.set(key, [log]);
  }
  return [...families.values()].map((family) => family.toSorted(oldestFirst));
}

/** Whether younger files of the family wait for this one. */
export function holdsUp({ carrier }: KnownLog): boolean {
  return carrier !== null && carrier.unread && !carrier.growing;
}

function oldestFirst(a: CarriedLog, b: CarriedLog): number {
  return a.carrier.changedAt - b.carrier.changedAt || a.carrier.family.rank - b.carrier.family.rank;
}

/**
 * Whether a file that was read to its end will get nothing more, so that what stands there without a line end is all
 * of it: an archive, a deleted or renamed file that two looks found unchanged, or one that its successor replaced
 * a minute ago.
 * @param successor whether a younger file of the same rotation is there
 */
export function isAtItsEnd(carrier: Carrier, successor: boolean, now: number): boolean {
  if (carrier.unread) return false;
  if (carrier.gzip)
    return carrier.complete || (now - carrier.grewAt >= REPLACED_MS && carrier.quietLooks > 0);
  if (carrier.quietLooks < 2) return false;
  if (carrier.deleted || carrier.left || carrier.renamed) return true;
  if (!successor) return false;
  return carrier.family.rotated || now - carrier.grewAt >= REPLACED_MS;
}

/** So long nothing was written to a file before its successor is taken for its replacement. */
const REPLACED_MS = 60_000;

/** Of each family the time of its newest file. */
export function newestOfFamilies(logs: readonly CarriedLog[]): Map<string, number> {
  const newest = new Map<string, number>();
  for (const { carrier } of logs) {
    const { key } = carrier.family;
    newest.set(key, Math.max(newest.get(key) ?? -Infinity, carrier.changedAt));
  }
  return newest;
}
