import type { HealthDocument, HealthResponse } from './dialect.ts';
import { parseJson } from './parse-json.ts';

/** A decoded body, parsed where it is JSON; `cut` where levels too deep were left out. */
export function readDocument(
  text: string,
  response: HealthResponse,
): { document: HealthDocument; cut: boolean } {
  const whole = parseJson(text);
  if (whole.value !== undefined || response.status !== null) {
    return { document: { text, json: whole.value }, cut: whole.cut };
  }
  return lastJsonOf(text) ?? { document: { text, json: undefined }, cut: whole.cut };
}

/** How many places are tried as the beginning of the document. */
const MOST_TRIES = 8;

/**
 * The last JSON document that starts at the beginning of a line: commands print a banner (`npm run`) or log
 * lines before it. Null where there is none.
 */
function lastJsonOf(text: string): { document: HealthDocument; cut: boolean } | null {
  const starts = [...text.matchAll(/^[[{]/gm)].map((match) => match.index);
  const end = Math.max(text.lastIndexOf('}'), text.lastIndexOf(']')) + 1;
  for (const start of starts.slice(-MOST_TRIES).toReversed()) {
    const part = text.slice(start, end);
    const { value, cut } = parseJson(part);
    if (value !== undefined) return { document: { text: part, json: value }, cut };
  }
  return null;
}
