import { PIECE_BYTES } from '../piece.ts';

/**
 * Signs that stand in a record's lines as they stand in what is read from them. All others may be escaped (quotes,
 * slashes, `<`, letters beyond ASCII) or set between two parts (spaces, colons).
 */
const UNSAFE = /[^A-Za-z0-9_.-]+/u;

/** The pieces of a text that stand in the lines as they are, whatever its escapes; longest first. */
export function fragmentsOf(text: string): string[] {
  return text
    .split(UNSAFE)
    .filter((piece) => piece !== '')
    .map((piece) => piece.toLowerCase())
    .toSorted((a, b) => b.length - a.length);
}

/** Whether a text consists of such signs alone, so that the lines decide whether it occurs. */
export function isFragment(text: string): boolean {
  return !UNSAFE.test(text);
}

/** A text as a pattern that finds it whatever its case. ASCII letters fold to ASCII letters only. */
export function ignoringCase(text: string, flags = ''): RegExp {
  // Without the flag u, so that neither the Kelvin sign is a k nor the long s an s: bytes are searched the same way.
  // oxlint-disable-next-line require-unicode-regexp
  return new RegExp(text.replaceAll(/[\\^$.*+?()[\]{}|/]/gu, String.raw`\$&`), `i${flags}`);
}

/** Asks whether a fragment occurs in bytes, whatever its case. */
export function inBytes(fragment: string): (bytes: Buffer) => boolean {
  const pattern = ignoringCase(fragment);
  return (bytes) => {
    for (let at = 0; at < bytes.length; at += PIECE_BYTES) {
      // One that begins in this piece may end in the next.
      if (pattern.test(bytes.toString('latin1', at, at + PIECE_BYTES + fragment.length - 1))) return true;
    }
    return false;
  };
}
