import type { Carrier, KnownLog } from './known-log.ts';

/** A log that has a file. */
export type CarriedLog = KnownLog & { carrier: Carrier };

export function isCarried(log: KnownLog): log is CarriedLog {
  return log.carrier !== null;
}

/** What there is to read, by family, each oldest first: a round takes one turn of each log that no other holds up. */
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

/**
 * Whether a younger file of the family has to wait for an older one: until that is read to its end, unless something
 * writes to it while the younger one is there.
 */
export function holdsUp({ carrier }: KnownLog, younger: CarriedLog): boolean {
  if (!carrier?.unread) return false;
  return !carrier.growing || younger.carrier.looks === 0;
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
