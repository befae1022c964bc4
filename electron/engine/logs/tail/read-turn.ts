import { createLineFramer, encodingOf } from '../line-framer.ts';
import type { Framed } from '../framing.ts';
import { FINGERPRINT_BYTES, fingerprint, lastBytes } from './fingerprint.ts';
import type { KnownLog, Position } from './known-log.ts';
import type { Mark, TextSource } from './text-source.ts';
import type { Gap, TailBatch, TailCheckpoint, TailConsumer, TailFileRef, TailTaken } from './types.ts';

/** What came of a turn. */
export type Turn =
  /** Something was read; there may be more. */
  | 'read'
  /** Nothing more at this moment. */
  | 'end'
  /** The file is not what it was: it was cut or written anew. */
  | 'changed';

/** Reading of a log from where `mark` says, which is the start of a line. */
export function positionAt(mark: Mark, head: Buffer): Position {
  const framer = createLineFramer(mark.offset, mark.offset === 0 ? null : encodingOf(head));
  return { mark, line: mark, framer, tails: new Map([[mark.offset, fingerprint(mark.before)]]) };
}

/**
 * Reads a bounded piece of a log and hands it to the consumer, unless a batch waits that was refused before.
 * @throws RefusedError, or what the file system threw; nothing is lost by it
 */
export async function readTurn(
  log: KnownLog,
  text: TextSource,
  { most, workspace }: { most: number; workspace: Buffer },
  consumer: TailConsumer,
): Promise<Turn> {
  if (log.refused) await offerAgain(log, consumer);
  const { reading, carrier } = log;
  if (!reading || !carrier) return 'end';
  const found = await text.read(reading.mark, most, workspace);
  if (found.kind === 'skipping') return 'read';
  if (found.kind === 'changed') return 'changed';
  if (found.kind === 'end') {
    carrier.complete = found.end === 'complete' || found.end === 'damaged';
    if (found.end === 'damaged') log.gaps.push({ offset: reading.mark.offset, bytes: null, reason: 'gzip' });
    await offer(log, { lines: [], holes: [] }, Buffer.alloc(0), consumer);
    return 'end';
  }
  const { chunk, window, last } = found;
  if (log.stored.finished) log.stored = { ...log.stored, finished: false };
  const windowStart = reading.mark.offset - reading.mark.before.length;
  const framed = reading.framer.push(chunk);
  reading.mark = {
    offset: reading.mark.offset + chunk.length,
    before: lastBytes(reading.mark.before, chunk),
  };
  const { lineStart } = reading.framer;
  if (lineStart !== reading.line.offset) {
    reading.line = { offset: lineStart, before: Buffer.from(before(window, windowStart, lineStart)) };
  }
  await offer(log, framed, window, consumer);
  return last ? 'end' : 'read';
}

/** Takes what is left of a log whose file is gone, rotated or complete, and marks it finished. */
export async function finish(log: KnownLog, consumer: TailConsumer): Promise<void> {
  if (log.refused) await offerAgain(log, consumer);
  const { reading } = log;
  let framed: Framed = { lines: [], holes: [] };
  if (reading) {
    framed = reading.framer.flush();
    reading.line = reading.mark;
  }
  if (!log.stored.finished) {
    log.stored = { ...log.stored, finished: true };
    log.dirty = true;
  }
  await offer(log, framed, Buffer.alloc(0), consumer);
}

/** Hands over what is news of a log, if anything is. */
async function offer(
  log: KnownLog,
  { lines, holes, standing }: Framed,
  window: Buffer,
  consumer: TailConsumer,
): Promise<void> {
  const gaps: Gap[] = [...log.gaps, ...holes.map((hole) => ({ ...hole, reason: 'nul' as const }))];
  if (lines.length === 0 && gaps.length === 0 && !log.dirty) return;
  const { reading } = log;
  const end = reading?.line ?? null;
  const ended = end ? { ...log.stored, offset: end.offset, tail: fingerprint(end.before) } : log.stored;
  const checkpoint = describe(log, ended);
  const windowStart = (reading?.mark.offset ?? 0) - window.length;
  /** Of the file's bytes, as long as they are not overwritten by others. */
  let bytes = window;
  const tails = new Map(reading?.tails);
  tails.set(checkpoint.offset, checkpoint.tail);
  log.gaps = [];
  log.dirty = false;
  const batch: TailBatch = {
    standing: standing ?? null,
    file: fileOf(log, checkpoint.path),
    lines,
    checkpoint,
    gaps,
    checkpointAt(offset) {
      const known = tails.get(offset);
      if (known !== undefined) return { ...checkpoint, offset, tail: known };
      if (!lines.some((line) => line.offset === offset || line.offset + line.bytes === offset)) {
        throw new RangeError(`no line of this batch starts or ends at ${offset}`);
      }
      return { ...checkpoint, offset, tail: fingerprint(before(bytes, windowStart, offset)) };
    },
  };
  log.refused = batch;
  try {
    await offerAgain(log, consumer);
  } catch (error) {
    // It comes again when other files were read.
    bytes = Buffer.from(window);
    batch.standing = null;
    throw error;
  }
}

/** Hands over once more what could not be stored. */
export async function offerAgain(log: KnownLog, consumer: TailConsumer): Promise<void> {
  const batch = log.refused;
  if (!batch) return;
  const taken = await accepted(batch, consumer);
  log.refused = null;
  const stored = taken ? batch.checkpointAt(taken.takenTo) : batch.checkpoint;
  log.stored = { ...log.stored, offset: stored.offset, tail: stored.tail };
  log.reading?.tails.clear();
  for (const { offset, tail } of [stored, batch.checkpoint]) log.reading?.tails.set(offset, tail);
}

/** The consumer could not store a batch. */
export class RefusedError extends Error {
  override name = 'RefusedError';
}

async function accepted(batch: TailBatch, consumer: TailConsumer): Promise<TailTaken | void> {
  try {
    return await consumer.accept(batch);
  } catch (error) {
    throw new RefusedError(error instanceof Error ? error.message : String(error), { cause: error });
  }
}

/** A log's name for its consumer. */
export function fileOf(log: KnownLog, path: string): TailFileRef {
  return { source: log.source, log: log.stored.log, path };
}

/** Goes back to the start of the line without an end: NUL bytes after it may have been written over. */
export function rewind(log: KnownLog): void {
  const { reading, head } = log;
  if (!reading) return;
  log.reading = { ...positionAt(reading.line, head ?? Buffer.alloc(0)), tails: reading.tails };
}

/** A checkpoint with what is known of the log now. */
function describe(log: KnownLog, at: TailCheckpoint): TailCheckpoint {
  return {
    ...at,
    ...(log.head ? { head: fingerprint(log.head), headBytes: log.head.length } : {}),
    ...(log.carrier ? { path: log.carrier.path, fileId: log.carrier.fileId } : {}),
    size: Math.max(
      log.carrier && !log.carrier.gzip ? log.carrier.size : 0,
      log.reading?.mark.offset ?? at.offset,
    ),
  };
}

function before(window: Buffer, start: number, offset: number): Buffer {
  return window.subarray(Math.max(0, offset - FINGERPRINT_BYTES - start), offset - start);
}
