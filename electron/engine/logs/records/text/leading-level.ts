import { levelOfWord, type LogLevel } from '../level.ts';

/** Up to three groups in brackets, or a number, may stand before the level: thread, process, name. */
const BEFORE = /(?:\[([^\]]{1,64})\]|\(([^)]{1,64})\)|(\d{1,10})(?= ))\s*[-|:]?\s*/y;
/** A level in capitals, or in any case where brackets, a colon or a bar show that it is one. */
const LEVEL =
  /(?:([A-Z]{3,11})(?![\w.])|([A-Za-z]{3,11})(?=\s*[:|\]]|\s{2,})|(error|warn|warning|info|debug|trace|fatal)(?= ))\s*(?:\(\d+\))?[:|]?\s*(?:- )?\s*/y;
const GROUPS_BEFORE = 3;

export interface LeadingLevel {
  level: LogLevel;
  message: string;
  fields: Record<string, unknown>;
}

/**
 * The level that a text begins with, such as `ERROR text`, `[warn] text`, `[main] INFO - text`, `info: text`.
 * Null where none stands there; `Error: text` is an exception's name, not a level.
 */
export function leadingLevel(text: string): LeadingLevel | null {
  let at = 0;
  const skipped: string[] = [];
  for (let turn = 0; turn <= GROUPS_BEFORE; turn += 1) {
    const own = ownLevel(text, at);
    if (own) return { level: own.level, message: text.slice(own.end), fields: fieldsOf(skipped) };
    BEFORE.lastIndex = at;
    const group = BEFORE.exec(text);
    if (!group) return null;
    const inner = (group[1] ?? group[2] ?? group[3] ?? '').trim();
    at += group[0].length;
    const level = group[3] === undefined ? levelInBrackets(inner) : null;
    if (level !== null) return { level, message: text.slice(at), fields: fieldsOf(skipped) };
    skipped.push(inner);
  }
  return null;
}

function levelInBrackets(inner: string): LogLevel | null {
  return /^[A-Za-z]{1,11}$/u.test(inner) ? levelOfWord(inner) : null;
}

function ownLevel(text: string, at: number): { level: LogLevel; end: number } | null {
  LEVEL.lastIndex = at;
  const match = LEVEL.exec(text);
  const word = match?.[1] ?? match?.[2] ?? match?.[3];
  if (
    !match ||
    word === undefined ||
    /^(?:Error|Exception|Failure|system|System|config|log|all|http)$/u.test(word)
  )
    return null;
  const level = levelOfWord(word);
  return level === null ? null : { level, end: at + match[0].length };
}

/** What stood in brackets before the level. */
function fieldsOf(skipped: readonly string[]): Record<string, unknown> {
  return skipped.length === 0 ? {} : { context: skipped.join(' ') };
}
