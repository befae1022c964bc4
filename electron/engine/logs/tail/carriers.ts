import { endsLike, headMatcher, setHead, type Carrier, type KnownLog } from './known-log.ts';
import { bytesBefore, headOf } from './examine.ts';
import { familyOf } from './family.ts';
import type { Handles } from './handles.ts';
import type { FileFacts, LogFiles, OpenFile } from './log-files.ts';
import { rewind } from './read-turn.ts';
import { gzipText, plainText } from './text-source.ts';

/** What carriers are looked after with. */
export interface CarrierTools {
  files: LogFiles;
  handles: Handles;
  /** Monotonic milliseconds. */
  now(): number;
}

/** A carrier for a file that was opened. */
export function carry(
  path: string,
  facts: FileFacts,
  file: OpenFile,
  gzip: boolean,
  tools: CarrierTools,
): Carrier {
  return {
    path,
    family: familyOf(path),
    fileId: facts.fileId,
    gzip,
    open: { file, text: gzip ? gzipText(file) : plainText(file) },
    size: facts.size,
    changedAt: facts.changedAt,
    grewAt: tools.now(),
    quietLooks: 0,
    deleted: facts.links === 0,
    left: false,
    renamed: false,
    complete: false,
    unread: true,
    growing: false,
    looks: 0,
  };
}

/**
 * Opens a file again that was closed for want of handles.
 * @returns null where another file is there now
 */
export async function reopen(carrier: Carrier, { files, handles }: CarrierTools): Promise<OpenFile | null> {
  await handles.use(carrier);
  if (carrier.open) return carrier.open.file;
  const file = await files.open(carrier.path);
  const { fileId, kind } = await file.facts();
  if (fileId !== carrier.fileId || kind !== 'file') {
    await file.close();
    return null;
  }
  carrier.open = { file, text: carrier.gzip ? gzipText(file) : plainText(file) };
  return file;
}

/**
 * Looks at the file of a log after it was found again.
 * @param facts of the file now
 * @param certain false where a change may hide behind an unchanged size and time
 * @param first false where it was looked at a moment ago
 * @returns whether it still carries the log
 */
export async function stillCarries(
  log: KnownLog,
  carrier: Carrier,
  facts: FileFacts,
  { certain, first }: { certain: boolean; first: boolean },
  tools: CarrierTools,
): Promise<boolean> {
  const grew = facts.size !== carrier.size;
  const changed = grew || facts.changedAt !== carrier.changedAt;
  if (first) {
    carrier.looks += 1;
    carrier.growing = grew;
    carrier.quietLooks += 1;
  }
  if (grew) carrier.quietLooks = 0;
  if (grew) carrier.grewAt = tools.now();
  const size = carrier.size;
  Object.assign(carrier, { size: facts.size, changedAt: facts.changedAt, deleted: facts.links === 0 });
  if (!changed && certain) return true;
  const file = await reopen(carrier, tools);
  if (!file) return false;
  if (carrier.gzip) {
    if (changed) {
      carrier.open?.text.reset();
      carrier.complete = false;
      carrier.unread = true;
    }
    return true;
  }
  if (changed && log.reading?.framer.inNuls) rewind(log);
  const offset = log.reading?.mark.offset ?? log.stored.offset;
  const head = await headOf(file, facts.size);
  const carries =
    facts.size >= offset && headMatcher(head)(log) && endsLike(log, await bytesBefore(file, offset));
  if (carries && head.length > (log.head?.length ?? 0)) setHead(log, head);
  if (carries) carrier.unread ||= changed || facts.size > offset;
  else carrier.size = size;
  return carries;
}
