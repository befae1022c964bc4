/** A class name of an exception: qualified or not, with an ending that exceptions have, or qualified by dots. */
const TYPE = String.raw`(?:[A-Za-z_$][\w$]*(?:\.|::|\\))*(?:[A-Z_a-z$][\w$]*?)?(?:Error|Exception|Exceptions?Group|Throwable|Warning|Fault|Failure|Interrupt|Exit|Abort|NotFound|Rejection|Timeout)`;
const QUALIFIED = String.raw`(?:[A-Za-z_$][\w$]*(?:\.|::|\\)){1,12}[A-Z][\w$]*`;

/** `TypeError: x`, `TypeError [ERR_X]: x`, `java.io.IOException`, at the start of a text. */
const AT_START = new RegExp(String.raw`^(${TYPE}|${QUALIFIED})(?: \[([\w-]+)\])?(?:: ?([\s\S]*)|\s*)$`, 'u');
/** The same behind words, such as `Unhandled rejection TypeError: x` or `Failed: java.io.IOException: x`. */
const BEHIND = new RegExp(String.raw`(?:^|[\s:\[(>-])(${TYPE})(?: \[([\w-]+)\])?(?:: ([\s\S]*)|\s*)$`, 'u');
/** Longer first lines are no head worth searching. */
const HEAD_LIMIT = 4000;

export interface Head {
  name: string;
  message: string;
}

/** The type and message that a text begins with; null where it begins with none. */
export function headAtStart(text: string): Head | null {
  const bare = text.slice(0, HEAD_LIMIT).replace(/^(?:Uncaught |\[(?=\w*Error))/u, '');
  const match = AT_START.exec(bare);
  return match ? { name: match[1] ?? '', message: (match[3] ?? '').trim() } : null;
}

/** The type and message that stand in a text, at its start or behind words. */
export function headWithin(text: string): Head | null {
  const whole = headAtStart(text);
  if (whole) return whole;
  const firstLine = text.slice(0, HEAD_LIMIT);
  const match = BEHIND.exec(firstLine);
  return match ? { name: match[1] ?? '', message: (match[3] ?? '').trim() } : null;
}
