import { draft, type Draft } from '../draft.ts';
import type { LogFormat } from '../format.ts';
import { levelOfWord } from '../level.ts';
import { readTime } from '../time/leading.ts';

/**
 * A text format whose lines begin with a time. `lead` is what stands before the time, `rest` what follows it;
 * both are sticky. Their groups `level`, `message`, `service` and `logger` fill the record, all others become
 * fields.
 */
export interface HeadedShape {
  name: string;
  lead?: RegExp;
  rest: RegExp;
  /** Levels that mean something else here than elsewhere, by their word. */
  levels?: Readonly<Record<string, Draft['level']>>;
  extra?: Omit<LogFormat, 'name' | 'read'>;
  /** Looks once more at what was read. */
  refine?: (read: Draft, groups: Groups) => Draft | null;
}

export type Groups = Readonly<Record<string, string | undefined>>;

export function headedFormat({ name, lead, rest, levels = {}, extra = {}, refine }: HeadedShape): LogFormat {
  return {
    name,
    ...extra,
    read(text, context) {
      const before = lead ? stick(lead, text, 0) : null;
      if (lead && !before) return null;
      const found = readTime(text, before?.[0].length ?? 0, context);
      if (!found) return null;
      const after = stick(rest, text, found.end);
      if (!after) return null;
      const groups: Groups = { ...before?.groups, ...after.groups };
      const { level: word } = groups;
      const level = word === undefined ? null : (levels[word] ?? levelOfWord(word));
      if (word !== undefined && level === null) return null;
      const read = draftOfGroups(groups, { time: found.time, level });
      return refine ? refine(read, groups) : read;
    },
  };
}

const TAKEN = new Set(['level', 'message', 'service', 'logger', 'time']);

/** A draft from named groups; numbers among the fields become numbers. */
export function draftOfGroups(groups: Groups, stated: Pick<Draft, 'time' | 'level'>): Draft {
  const { message = '', service, logger, ...others } = groups;
  const fields: Record<string, unknown> = {};
  for (const [key, value] of Object.entries(others)) {
    if (value !== undefined && value !== '' && !TAKEN.has(key)) fields[key] = numberOrText(value.trim());
  }
  return draft({
    ...stated,
    message,
    service: service || null,
    logger: logger?.trim() || null,
    fields,
  });
}

function numberOrText(value: string): string | number {
  return /^-?(?:0|[1-9]\d{0,14})(?:\.\d{1,9})?$/u.test(value) ? Number(value) : value;
}

export function stick(pattern: RegExp, text: string, at: number): RegExpExecArray | null {
  pattern.lastIndex = at;
  return pattern.exec(text);
}
