import type { LogSourceConfig } from '../../../../shared/config/model.ts';
import { draft as emptyDraft, type Draft } from './draft.ts';
import type { FormatContext, LineSkim, LogFormat } from './format.ts';
import { formatNamed, formats, plain } from './formats.ts';
import { patternFormat } from './formats/pattern.ts';
import { isErrorLevel } from './level.ts';
import type { OpenRecord } from './open-record.ts';
import { goesOn, modeOf } from './text/continuation.ts';

/** What has been found out about a file's format; plain data. */
export interface ChoiceState {
  format: string | null;
  envelope: string | null;
  /** Whether the records of that format state a time. */
  timed: boolean;
}

/** What a line is: the first of a record, or one more of the record before it. */
export interface Decision {
  kind: 'begins' | 'goes-on';
  /** How to read it if it begins a record after all. */
  format: LogFormat;
  draft: Draft;
}

/** A line without its container. */
export interface Unwrapped {
  payload: string;
  /** What the container says; null where there is none. */
  outer: Draft | null;
  /** The payload as the file's format reads it, where that is known already. */
  own: Draft | null;
}

export interface FormatChoice {
  /** The format that the line's file has and its line as that reads it; null where more has to be asked. */
  bare(text: string): Draft | null;
  /** How lines are skimmed where they stand; null where `bare` would not skim. */
  skim(): LineSkim['finds'] | null;
  /** The file's format. */
  current(): LogFormat | null;
  unwrap(text: string): Unwrapped;
  /** `hasBefore`: whether an earlier record exists that the line may continue although it is not at hand. */
  decide(unwrapped: Unwrapped, open: OpenRecord | null, hasBefore: boolean): Decision;
  state(): ChoiceState;
}

const ENVELOPES = formats.filter(({ envelope }) => envelope);
const RECORDS = formats.filter((format) => !format.envelope && format !== plain);

/**
 * Keeps what format a file is written in: the configured one first, else the one that its lines fit, asked anew
 * for each line that does not fit it.
 * @param skims whether fields may be left out of what lines say
 */
export function createFormatChoice(
  source: Pick<LogSourceConfig, 'format' | 'pattern'>,
  context: FormatContext,
  state: ChoiceState | null,
  skims = false,
): FormatChoice {
  const configured = configuredFormat(source);
  // A container's lines carry another format, which is still to be found out; a named one is final.
  const isFinal = configured !== null && !configured.envelope && source.pattern === null;
  const candidates = isFinal ? [] : RECORDS;
  let envelope = configured?.envelope ? configured : named(state?.envelope);
  let current = configured && !configured.envelope ? configured : named(state?.format);
  let timed = state?.timed ?? false;
  /** How lines of the format at hand are skimmed. */
  let skimmed: { format: LogFormat | null; by: LineSkim | null } = { format: null, by: null };

  function unwrap(text: string): Unwrapped {
    const outer = envelope?.read(text, context) ?? null;
    if (outer) return { payload: outer.payload ?? text, outer, own: null };
    const own = current && current !== plain ? current.read(text, context) : null;
    // A line that fits what is known needs no container.
    if (isFinal || configured?.envelope || own) {
      return { payload: text, outer: null, own: isSettled(current) ? own : null };
    }
    for (const candidate of ENVELOPES) {
      const found = candidate === envelope ? null : candidate.read(text, context);
      if (!found) continue;
      envelope = candidate;
      return { payload: found.payload ?? text, outer: found, own: null };
    }
    return { payload: text, outer: null, own: null };
  }

  /** Whether a file's lines need not be asked of other formats. */
  function isSettled(format: LogFormat | null): format is LogFormat {
    return format !== null && format !== plain && (isFinal || format.general !== true);
  }

  function readOwn(text: string): Draft | null {
    return isSettled(current) ? current.read(text, context) : null;
  }

  function decide(unwrapped: Unwrapped, open: OpenRecord | null, hasBefore: boolean): Decision {
    const { payload: text, outer } = unwrapped;
    const own = unwrapped.own ?? (outer ? readOwn(text) : null);
    // A container's two streams are two texts.
    const isOtherStream = open?.outer && outer && open.outer.fields['stream'] !== outer.fields['stream'];
    if (!isOtherStream && open && open.format === current && current.joins?.(text, own, open) === true) {
      return { kind: 'goes-on', format: plain, draft: plainDraft(text) };
    }
    if (own && current) return begins(current, own);
    if (current?.begins?.(text)) return beginsBroken(current, text);
    const mayGoOn = !isOtherStream && (open !== null || hasBefore);
    const plainlyGoesOn = mayGoOn && (goesOn(open?.mode ?? 'text', text) || isTracebackOf(open, text));
    const other = plainlyGoesOn ? null : detect(text, open);
    if (other) return begins(other.format, other.draft);
    // Of those that a torn line could be of the most general one.
    const torn = plainlyGoesOn || timed ? undefined : candidates.findLast(({ begins }) => begins?.(text));
    if (torn) return beginsBroken(torn, text);
    const isAmidChunk = envelope?.envelope?.once === true && outer === null;
    const lacksTime = timed && (outer === null || envelope?.envelope?.eachBegins !== true);
    const isMore = plainlyGoesOn || (mayGoOn && (isAmidChunk || lacksTime));
    return { kind: isMore ? 'goes-on' : 'begins', format: plain, draft: plainDraft(text) };
  }

  /**
   * Whether a line begins a traceback of what was logged above it: by a logger, or by words that lead to it. What is
   * logged with an exception is no information, so that a traceback below such is of one that nobody caught.
   */
  function isTracebackOf(open: OpenRecord | null, text: string): boolean {
    if (!open || modeOf(text) !== 'python') return false;
    const { format, draft, outer, head, lines, mode, more } = open;
    // What another process raised is quoted in the text of the exception that brings it.
    if (mode === 'python-end') return more?.at(-1) === '"""';
    const leads = lines === 1 && head.endsWith(':');
    if (format.whole === true) return isTorn(open);
    if (format.interrupts || leads) return leads;
    const level = draft.level ?? outer?.level ?? 'info';
    return format === plain ? lines === 1 && isErrorLevel(level) : level !== 'info';
  }

  /** A line that begins as a format's records do, but is of a relative's or torn. */
  function beginsBroken(format: LogFormat, text: string): Decision {
    for (const candidate of candidates) {
      const read = candidate === format ? null : candidate.read(text, context);
      if (read) return begins(candidate, read);
    }
    const draft = format.salvage?.(text, context) ?? emptyDraft({ message: text });
    return { kind: 'begins', format, draft };
  }

  function detect(text: string, open: OpenRecord | null): { format: LogFormat; draft: Draft } | null {
    for (const format of candidates) {
      const draft = format === current && !format.general ? null : format.read(text, context);
      if (draft && isAccepted(format, draft, open)) return { format, draft };
    }
    return null;
  }

  /** Amid records with times only a time, or what never belongs to another record, begins a new one. */
  function isAccepted(format: LogFormat, draft: Draft, open: OpenRecord | null): boolean {
    if (draft.time !== null || format.interrupts === 'always' || !timed) return true;
    return format.interrupts === 'whole' && current?.whole === true && !isTorn(open);
  }

  /** Whether a record that should be whole on its first line is not, so that what follows may be the rest of it. */
  function isTorn(open: OpenRecord | null): boolean {
    if (open?.format.whole !== true) return false;
    const { format, head, more } = open;
    return (
      format.read(head, context) === null && (more === null || !format.finish?.([head, ...more], context))
    );
  }

  function begins(format: LogFormat, draft: Draft): Decision {
    // A panic amid the lines of a format says nothing about the next line.
    if (!format.interrupts) {
      current = format;
      timed = draft.time !== null;
    }
    return { kind: 'begins', format, draft };
  }

  function plainDraft(text: string): Draft {
    return plain.read(text, context) ?? emptyDraft({ message: text });
  }

  /** The file's format where nothing but a line of it has to be asked what the line is. */
  function bareFormat(): LogFormat | null {
    return envelope || !isSettled(current) || current.joins ? null : current;
  }

  function skimOf(format: LogFormat): LineSkim | null {
    if (!skims) return null;
    if (format !== skimmed.format) skimmed = { format, by: format.skimming?.() ?? null };
    return skimmed.by;
  }

  return {
    bare(text) {
      const format = bareFormat();
      if (!format) return null;
      const own = (skimOf(format) ?? format).read(text, context);
      if (own) timed = own.time !== null;
      return own;
    },
    skim() {
      const format = bareFormat();
      return format && (skimOf(format)?.finds ?? null);
    },
    current: () => current,
    unwrap,
    decide,
    state: () => ({ format: current?.name ?? null, envelope: envelope?.name ?? null, timed }),
  };
}

function named(name: string | null | undefined): LogFormat | null {
  return typeof name === 'string' ? formatNamed(name) : null;
}

/** @throws Error for a name nobody knows, or a pattern that RE2 does not accept */
function configuredFormat({
  format,
  pattern,
}: Pick<LogSourceConfig, 'format' | 'pattern'>): LogFormat | null {
  if (pattern !== null) return patternFormat(pattern);
  if (format === 'auto') return null;
  const found = formatNamed(format);
  if (!found) throw new Error(`there is no log format "${format}"`);
  return found;
}
