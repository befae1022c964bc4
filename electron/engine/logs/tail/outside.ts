import path from 'node:path';
import type { Discovery, FoundFile } from './discover.ts';
import { examine, type Examined } from './examine.ts';
import { endsLike, positionOf, headMatcher, type KnownLog } from './known-log.ts';
import type { LogFiles, OpenFile } from './log-files.ts';

/** A directory with more files is not searched for one that left the includes. */
const MOST_LOOKED_AT = 2000;

/** The file of a log that left what the source includes, looked for by identity in the log's directory. */
export async function findOutside(
  log: KnownLog,
  { files: included }: Discovery,
  isKnown: (fileId: string) => boolean,
  files: LogFiles,
): Promise<{ file: OpenFile; found: FoundFile; examined: Examined } | null> {
  const directory = path.dirname(log.stored.path);
  const known = new Set(included.map(({ path: each }) => each));
  const entries = await files.list(directory).catch(() => []);
  if (entries.length > MOST_LOOKED_AT) return null;
  for (const { name, kind } of entries) {
    const place = path.join(directory, name);
    if (kind !== 'file' || known.has(place)) continue;
    const match = await matching(log, place, files);
    if (match && !isKnown(match.found.fileId)) return match;
    await match?.file.close();
  }
  return null;
}

async function matching(
  log: KnownLog,
  place: string,
  files: LogFiles,
): Promise<{ file: OpenFile; found: FoundFile; examined: Examined } | null> {
  // Files outside the includes may be anything: what cannot be opened is not the log.
  const file = await files.open(place).catch(() => null);
  if (!file) return null;
  const facts = await file.facts();
  const offset = positionOf(log);
  if (facts.kind === 'file' && facts.size > 0) {
    const examined = await examine(file, facts.size, (head) => (headMatcher(head)(log) ? [offset] : []));
    if (headMatcher(examined.head)(log) && endsLike(log, examined.before.get(offset))) {
      return { file, found: { ...facts, path: place }, examined };
    }
  }
  await file.close();
  return null;
}
