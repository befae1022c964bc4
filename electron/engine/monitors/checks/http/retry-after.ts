/** The longest pause a target may ask for. */
export const LONGEST_PAUSE_MS = 15 * 60_000;

/**
 * The pause that a `Retry-After` header asks for (RFC 9110, section 10.2.3), in milliseconds and at most 15 minutes:
 * seconds, or a date, which is read against the answer's own `Date` so that a target's wrong clock does no harm.
 * Null where the header is missing or cannot be read.
 */
export function retryAfterMs(
  header: string | undefined,
  date: string | undefined,
  now: number,
): number | null {
  const text = header?.trim();
  if (!text) return null;
  if (/^\d+$/.test(text)) return Math.min(Number(text) * 1_000, LONGEST_PAUSE_MS);
  const at = httpDate(text);
  if (at === null) return null;
  const sent = date === undefined ? null : httpDate(date.trim());
  return Math.min(Math.max(0, at - (sent ?? now)), LONGEST_PAUSE_MS);
}

/** Only texts that begin as the three date forms of RFC 9110 do: `Date.parse` would read much else. */
function httpDate(text: string): number | null {
  if (!/^(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)/.test(text)) return null;
  // The oldest form, asctime, names no zone and means UTC like the others.
  const at = Date.parse(/GMT|UTC$/.test(text) ? text : `${text} GMT`);
  return Number.isNaN(at) ? null : at;
}
