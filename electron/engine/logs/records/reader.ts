import type { LogSourceConfig } from '../../../../shared/config/model.ts';
import type { LogLine } from '../line.ts';
import type { LineTable } from '../line-table.ts';
import type { Draft } from './draft.ts';
import { finishRecord } from './finish-record.ts';
import { createFormatChoice, type ChoiceState, type Unwrapped } from './format-choice.ts';
import { appendLine, beginRecord, type OpenRecord } from './open-record.ts';
import type { LogFormat } from './format.ts';
import type { LogRecord } from './record.ts';
import { skimRun, type SkimmedLines } from './skim-run.ts';
import { withoutEscapes } from './text/escapes.ts';
import { createCleanLine } from './text/clean-line.ts';
import { createKeyGuard } from './text/private-key.ts';
import { createTimeContext } from './time/time-context.ts';
import type { Zone } from './time/zone.ts';

/** A continuation that comes later than this after its record was closed is a record of its own. */
export const REOPEN_MS = 60_000;

/** Why no more lines come for now: nothing was written for a second, or the file has ended for good. */
export type FlushReason = 'silence' | 'end';

/** What must outlive a restart beside the tail checkpoint; plain data. */
export interface ReaderState extends ChoiceState {
  /** The record that silence closed last, as long as it may still be continued. */
  recent: ClosedRecord | null;
  /** Where a record is known to begin that is still open; null where none is. */
  opensAt?: number | null;
  /** How many of the lines that come next may still be a private key's; left out where none is. */
  keyLines?: number;
}

/** A record as it was handed out, with all that its continuation needs. */
interface ClosedRecord {
  raw: string;
  offset: number;
  end: number;
  lines: number;
  closedAt: number;
  continued?: boolean;
  /** Blank lines behind it, which are its own if it goes on. */
  blanks?: number;
}

export interface RecordReaderOptions {
  source: Pick<LogSourceConfig, 'format' | 'pattern' | 'redact'>;
  /** Wall time in epoch milliseconds. */
  now: () => number;
  /** IANA zone of times that state none, or what was made of it. */
  zone: string | Zone;
  /** Whether `fields` may be left out of records, as who reads them does not ask for any. */
  skims?: boolean;
  /** What an earlier reader of the same file left; lines then come from the tail checkpoint on. */
  state?: ReaderState | null;
}

/** Makes records of the lines of one file. */
export interface RecordReader {
  /** Takes the next line and returns the records that are complete with it. */
  push(line: LogLine): LogRecord[];
  /**
   * Takes the lines of a table from `from` on that are a record each, as most lines of large files are, without an
   * object for each. What was open is given to `complete` before; the last of the lines is open then.
   * @returns how many lines were taken, 0 where `push` has to look at the first one
   */
  skim(
    lines: LineTable,
    from: number,
    complete: (records: readonly LogRecord[]) => void,
    into: SkimmedLines,
  ): number;
  /**
   * Hands out what is open. After `silence` a continuation may still come: its record is handed out again, whole,
   * marked `replaces`.
   */
  flush(reason: FlushReason): LogRecord[];
  /** Where what has not been handed out yet begins; null where all has. The tail checkpoint never passes it. */
  openSince(): number | null;
  /** The record as it would be handed out now, for showing it before it is complete; null where none is open. */
  peek(): LogRecord | null;
  state(): ReaderState;
}

/** What a container has cut and will go on with. */
interface Held {
  outer: Draft;
  /** Not yet redacted: a secret may be cut in two. */
  payload: string;
  raw: string;
  line: LogLine;
  /** What the key guard had left before it. */
  keyLines: number;
  /** Lines of the other stream that came between its parts; they follow it. */
  between: Taken[];
}

/** A line without its container, and as it is kept. */
interface Taken {
  unwrapped: Unwrapped;
  text: string;
  line: LogLine;
  /** What the key guard had left before it. */
  keyLines: number;
}

/** A record that ends behind the beginning of the next one, and is handed out together with that. */
interface Waiting {
  open: OpenRecord;
  record: LogRecord;
}

/** Never written to, so that lines that complete nothing cost nothing. */
const NONE: LogRecord[] = [];

const HELD_UNITS = 256 * 1024;

/** How long, by the container's times, and over how many bytes a cut line waits for its next part. */
const BETWEEN_MS = 1000;
const BETWEEN_BYTES = 1 << 20;

/** @throws Error for a `pattern` or `redact` that RE2 does not accept, or a zone or format nobody knows */
export function createRecordReader(options: RecordReaderOptions): RecordReader {
  const { source, now, zone, skims = false, state = null } = options;
  const context = createTimeContext(zone, now);
  const clean = createCleanLine(source.redact);
  const keys = createKeyGuard(state?.keyLines);
  const hasOwnPatterns = source.redact.length > 0;
  const choice = createFormatChoice(source, context, state, skims);
  let open: OpenRecord | null = null;
  let recent: OpenRecord | null = null;
  /** Of a record that goes on after silence: what it was before. */
  let handedOut: ClosedRecord | null = null;
  let held: Held | null = null;
  let waiting: Waiting[] = [];
  let hasRead = false;
  /** What the key guard had left before the line at hand. */
  let keyLinesBefore = 0;
  const opensAt = state?.opensAt ?? null;
  /** What the line at hand has completed. */
  let done = NONE;

  function cleaned(line: LogLine): string {
    const isClean = line.harmless === true && !hasOwnPatterns && !keys.isInKey();
    return isClean ? line.text : clean(keys.guard(line.text));
  }

  function take(line: LogLine): void {
    const keyLines = keys.left();
    keyLinesBefore = keyLines;
    const text = cleaned(line);
    const bare = held ? null : choice.bare(text);
    const format = bare ? choice.current() : null;
    if (bare && format) {
      begin(format, bare, null, text, text, line, false);
      return;
    }
    sort({ unwrapped: choice.unwrap(text), text, line, keyLines });
  }

  /** Each stream of a container cuts its lines by itself, and theirs come mixed. */
  function sort(taken: Taken): void {
    const { unwrapped, text, line, keyLines } = taken;
    const { outer } = unwrapped;
    if (held && outer && sameStream(held.outer, outer)) {
      held = join(held, uncleanPayload(line), text, line);
      if (!outer.cut) release();
      return;
    }
    if (held && outer && mayComeBetween(held, outer, (waiting[0]?.open ?? held.line).offset, line)) {
      held.between.push(taken);
      return;
    }
    if (held) {
      release();
      // What was held back may have been cut, too.
      sort(taken);
      return;
    }
    keyLinesBefore = keyLines;
    if (outer?.cut) held = { outer, payload: uncleanPayload(line), raw: text, line, keyLines, between: [] };
    else accept(unwrapped, text, line);
  }

  function uncleanPayload({ text }: LogLine): string {
    return choice.unwrap(withoutEscapes(text)).payload;
  }

  /** Takes what a container cut and the parts that have come as one line. */
  function release(): void {
    if (!held) return;
    const { payload, outer, raw, line, keyLines, between } = held;
    held = null;
    keyLinesBefore = keyLines;
    const whole = clean(payload);
    // Where something had to be taken out the parts cannot be kept: the rest of it may stand in the next one.
    accept({ payload: whole, outer, own: null }, whole === payload ? raw : whole, line);
    for (const taken of between) sort(taken);
  }

  function accept(unwrapped: Unwrapped, raw: string, line: LogLine): void {
    const { payload: inner, outer } = unwrapped;
    // A syslog message may say all it has to say in its header.
    const goingOn = open ?? freshRecent();
    if (isBlank(inner) && (outer?.level ?? null) === null) {
      if (goingOn) goingOn.blanks += 1;
      return;
    }
    const hasBefore = hasRead || (line.offset > 0 && line.offset !== opensAt);
    const next = choice.decide(unwrapped, goingOn, hasBefore);
    if (goingOn && next.kind === 'goes-on') {
      if (goingOn !== open) reopen(goingOn, line);
      appendLine(goingOn, inner, raw, line);
      return;
    }
    begin(next.format, next.draft, outer, inner, raw, line, next.kind === 'goes-on');
  }

  function begin(
    format: LogFormat,
    draft: Draft,
    outer: Draft | null,
    head: string,
    raw: string,
    line: LogLine,
    continued: boolean,
  ): void {
    close(line.offset);
    recent = null;
    hasRead = true;
    const readAt = draft.time === null ? now() : 0;
    open = beginRecord(format, draft, outer, head, raw, line, readAt, continued);
    open.keyLines = keyLinesBefore;
  }

  function reopen(record: OpenRecord, line: LogLine): void {
    handedOut = closedRecord(record);
    record.reopenedAt = line.offset;
    record.keyLines = keyLinesBefore;
    recent = null;
    open = record;
  }

  function freshRecent(): OpenRecord | null {
    if (!recent || recent.closedAt === null) return null;
    return now() - recent.closedAt <= REOPEN_MS ? recent : null;
  }

  /** Hands out what is complete, unless lines of it come after the one that the next record begins with. */
  function close(next: number): void {
    if (!open) return;
    const record = finishRecord(open, context);
    if (waiting.length > 0 || open.end > next) handOutLater({ open, record }, next);
    else if (done.length === 0) done = [record];
    else done.push(record);
    open = null;
  }

  /** The tail checkpoint must not come to stand where a line behind it is in a record before it. */
  function handOutLater(record: Waiting, next: number): void {
    waiting.push(record);
    if (waiting.some(({ open: { end } }) => end > next)) return;
    done = [...done, ...waiting.map((complete) => complete.record)];
    waiting = [];
  }

  /** The first record that has not been handed out. */
  function first(): OpenRecord | null {
    return waiting[0]?.open ?? open;
  }

  function restore(saved: ClosedRecord): void {
    const lines = saved.raw
      .split('\n')
      .map((text) => ({ text, offset: saved.offset, bytes: 0, truncated: false }));
    let used = 0;
    for (const line of lines) {
      if (open) break;
      take(line);
      used += 1;
    }
    release();
    const restored: OpenRecord | null = open;
    if (!restored) return;
    // It is known that the others belong to it.
    for (const line of lines.slice(used))
      appendLine(restored, choice.unwrap(line.text).payload, line.text, line);
    const { offset, end, lines: count, closedAt, continued = false, blanks = 0 } = saved;
    recent = Object.assign(restored, { offset, end, lines: count, closedAt, continued, blanks });
    open = null;
  }

  if (state?.recent) restore(state.recent);

  return {
    push(line) {
      done = NONE;
      take(line);
      return done;
    },
    skim(lines, from, complete, into) {
      const canSkim = !held && waiting.length === 0 && !hasOwnPatterns && !keys.isInKey();
      const finds = canSkim ? choice.skim() : null;
      const format = choice.current();
      if (!finds || !format) return 0;
      done = NONE;
      const end = skimRun({ lines, first: from, finds, context }, (index, said) => {
        if (index === from) {
          close(lines.offset(from));
          complete(done);
          done = NONE;
        }
        into.add(index, said, format.name);
      });
      if (end === from) return 0;
      take(lines.line(end - 1));
      complete(done);
      return end - from;
    },
    flush(reason) {
      done = NONE;
      while (held) release();
      const closing: OpenRecord | null = open;
      close(Number.POSITIVE_INFINITY);
      if (closing) {
        closing.closedAt = now();
        closing.reopenedAt = null;
        recent = closing;
      }
      if (reason === 'end') recent = null;
      return done;
    },
    openSince() {
      const from = first();
      return from ? (from.reopenedAt ?? from.offset) : (held?.line.offset ?? null);
    },
    peek: () => (open ? finishRecord(open, context) : null),
    state() {
      const from = first();
      const keyLines = from ? from.keyLines : (held?.keyLines ?? keys.left());
      return {
        ...choice.state(),
        recent: recent ? closedRecord(recent) : (from?.reopenedAt ?? null) !== null ? handedOut : null,
        opensAt: from && !from.continued && from.reopenedAt === null ? from.offset : null,
        ...(keyLines > 0 ? { keyLines } : {}),
      };
    },
  };
}

function closedRecord({ raw, offset, end, lines, closedAt, continued, blanks }: OpenRecord): ClosedRecord {
  return { raw, offset, end, lines, closedAt: closedAt ?? 0, continued, blanks };
}

function sameStream(one: Draft, other: Draft): boolean {
  return one.fields['stream'] === other.fields['stream'];
}

/** Whether a cut line still waits for its next part when a line of the other stream comes. */
function mayComeBetween(held: Held, { time }: Draft, from: number, line: LogLine): boolean {
  const { outer } = held;
  if (time === null || outer.time === null || time - outer.time > BETWEEN_MS) return false;
  return line.offset + line.bytes - from <= BETWEEN_BYTES;
}

/** A cut line and its next part as one line; what is too long is dropped. */
function join(held: Held, payload: string, raw: string, line: LogLine): Held {
  const isFull = held.raw.length + raw.length > HELD_UNITS;
  return {
    ...held,
    payload: isFull ? held.payload : held.payload + payload,
    raw: isFull ? held.raw : `${held.raw}\n${raw}`,
    line: {
      ...held.line,
      bytes: line.offset + line.bytes - held.line.offset,
      truncated: held.line.truncated || line.truncated || isFull,
    },
  };
}

function isBlank(text: string): boolean {
  return text.length === 0 || (text.charCodeAt(0) <= 32 && text.trim() === '');
}
