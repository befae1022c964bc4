import type { Json } from './json.ts';

/** How many levels of arrays and objects are read; what lies deeper is replaced by null. */
export const MAX_DEPTH = 32;

/** A parsed text. */
export interface ParsedJson {
  /** Undefined where the text is not JSON. */
  value: Json | undefined;
  /** True where something lay deeper than `MAX_DEPTH` and was left out. */
  cut: boolean;
}

/**
 * Parses JSON in time and memory linear to the text whatever its nesting: levels below `MAX_DEPTH` are cut out
 * of the text before it is parsed, so a body of a million brackets never becomes a million arrays. The last of
 * duplicate keys wins, as everywhere. Never throws. What was cut out is checked for its brackets only.
 */
export function parseJson(text: string): ParsedJson {
  const { shallow, cut } = cutDeepLevels(text);
  if (shallow === null) return { value: undefined, cut };
  try {
    return { value: JSON.parse(shallow) as Json, cut };
  } catch {
    return { value: undefined, cut };
  }
}

const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const OPEN_ARRAY = 0x5b;
const CLOSE_ARRAY = 0x5d;
const OPEN_OBJECT = 0x7b;
const CLOSE_OBJECT = 0x7d;

/** The text with every container below `MAX_DEPTH` replaced by `null`; null where such a container never ends. */
function cutDeepLevels(text: string): { shallow: string | null; cut: boolean } {
  const pieces: string[] = [];
  let copied = 0;
  let depth = 0;
  let cutFrom = 0;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code === QUOTE) {
      i = endOfString(text, i);
    } else if (code === OPEN_ARRAY || code === OPEN_OBJECT) {
      depth++;
      if (depth === MAX_DEPTH + 1) cutFrom = i;
    } else if (code === CLOSE_ARRAY || code === CLOSE_OBJECT) {
      if (depth === MAX_DEPTH + 1) {
        pieces.push(text.slice(copied, cutFrom), 'null');
        copied = i + 1;
      }
      depth--;
    }
  }
  if (depth > MAX_DEPTH) return { shallow: null, cut: true };
  if (pieces.length === 0) return { shallow: text, cut: false };
  pieces.push(text.slice(copied));
  return { shallow: pieces.join(''), cut: true };
}

/** Index of the quote that ends the string which starts at `start`, or the end of the text. */
function endOfString(text: string, start: number): number {
  for (let i = start + 1; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code === QUOTE) return i;
    if (code === BACKSLASH) i++;
  }
  return text.length;
}
