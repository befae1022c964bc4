/** Kinds of values of a flat JSON object. */
export type Kind = 'string' | 'number' | 'boolean' | 'null';

/** Bytes that tell the parts of a JSON text. */
export const SIGN = { quote: 34, colon: 58, comma: 44, opening: 123, closing: 125 } as const;

const SPACE = 32;
const BACKSLASH = 92;
const [ZERO, NINE, MINUS, PLUS, DOT, LARGE_E, SMALL_E] = [48, 57, 45, 43, 46, 69, 101];
const WORDS = {
  boolean: [Buffer.from('true'), Buffer.from('false')],
  null: [Buffer.from('null')],
};

/** What kind of value begins at a place, by its first byte; null for an object, a list or none. */
export function kindAt(bytes: Uint8Array, at: number): Kind | null {
  const first = bytes[at];
  if (first === SIGN.quote) return 'string';
  if (first === WORDS.boolean[0]?.[0] || first === WORDS.boolean[1]?.[0]) return 'boolean';
  if (first === WORDS.null[0]?.[0]) return 'null';
  return first === MINUS || isDigit(first) ? 'number' : null;
}

/**
 * Where a value ends whose first byte stands at `start`, of a text behind its opening quote.
 * @param bytes with a newline, or another control character, behind the value's line
 * @returns -1 where it is no value of that kind, or a text with an escape or a control character
 */
export function endOfValue(bytes: Uint8Array, start: number, kind: Kind): number {
  if (kind === 'string') return endOfText(bytes, start);
  if (kind === 'number') return endOfNumber(bytes, start);
  const word = WORDS[kind].find((each) => each.every((byte, index) => bytes[start + index] === byte));
  return word ? start + word.length : -1;
}

/** Where the quote stands that ends a text; -1 where an escape, a control character or the end comes before it. */
export function endOfText(bytes: Uint8Array, start: number): number {
  let at = start;
  let byte = bytes[at] ?? 0;
  while (byte !== SIGN.quote) {
    if (byte < SPACE || byte === BACKSLASH) return -1;
    at += 1;
    byte = bytes[at] ?? 0;
  }
  return at;
}

/** RFC 8259, section 6: `-`, a whole number without zeros before it, a fraction, an exponent. */
function endOfNumber(bytes: Uint8Array, start: number): number {
  const first = bytes[start] === MINUS ? start + 1 : start;
  let at = bytes[first] === ZERO ? first + 1 : endOfDigits(bytes, first);
  if (at === first) return -1;
  if (bytes[at] === DOT) {
    const end = endOfDigits(bytes, at + 1);
    if (end === at + 1) return -1;
    at = end;
  }
  if (bytes[at] !== SMALL_E && bytes[at] !== LARGE_E) return at;
  const digits = bytes[at + 1] === PLUS || bytes[at + 1] === MINUS ? at + 2 : at + 1;
  const end = endOfDigits(bytes, digits);
  return end === digits ? -1 : end;
}

function endOfDigits(bytes: Uint8Array, start: number): number {
  let at = start;
  while (isDigit(bytes[at])) at += 1;
  return at;
}

function isDigit(byte: number | undefined): boolean {
  return byte !== undefined && byte >= ZERO && byte <= NINE;
}
