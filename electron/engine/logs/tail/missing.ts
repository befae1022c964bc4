import path from 'node:path';
import type { Stranger } from './candidates.ts';
import type { Discovery } from './discover.ts';
import { positionOf, type KnownLog } from './known-log.ts';
import type { LogBook } from './log-book.ts';
import type { LogFiles } from './log-files.ts';
import { findOutside } from './outside.ts';

/** A log without a file is given up after so many looks: between listing and looking a file may change its name. */
const LOOKS_IN_VAIN = 2;

/** Logs that no file was found for are looked for outside the includes, then given up and what is lost named. */
export async function seekMissing(
  book: LogBook,
  scan: Discovery,
  strangers: ReadonlyMap<string, Stranger>,
  files: LogFiles,
): Promise<void> {
  // What cannot be looked at may be where a log is.
  if (!scan.reached) return;
  const waiting = new Set([...strangers.values()].map(({ waitsFor }) => waitsFor));
  if (waiting.has('unknown')) return;
  const isKnown = (fileId: string) => book.carries(fileId) || strangers.has(fileId);
  for (const log of book.logs) {
    if (log.carrier || log.over || waiting.has(log) || isHidden(log.stored.path, scan)) continue;
    const outside = await findOutside(log, scan, isKnown, files);
    if (outside) await book.bind(log, outside);
    else giveUp(log);
  }
}

function isHidden(place: string, { obstacles }: Discovery): boolean {
  return obstacles.some(({ path: each }) => place === each || place.startsWith(each + path.sep));
}

function giveUp(log: KnownLog): void {
  log.missed += 1;
  if (log.missed < LOOKS_IN_VAIN) return;
  const offset = positionOf(log);
  const seen = Math.max(offset, log.lost?.size ?? 0, log.stored.size);
  if (!log.stored.finished && log.copiedTo < seen) {
    const reason = log.lost?.reason ?? 'gone';
    log.gaps.push({ offset, bytes: seen > offset ? seen - offset : null, reason });
  }
  log.over = true;
  log.dirty = true;
}
