import { REDACTED } from './redact.ts';

const BEGIN = /-----BEGIN [A-Z ]*PRIVATE KEY-----/;
const END = /-----END [A-Z ]*PRIVATE KEY-----/;
/** Base64 as keys are written, in whole lines or behind a container's prefix. */
const BODY = /[A-Za-z0-9+/]{16,}={0,2}|[A-Za-z0-9+/]+={0,2}$/g;
/** The largest keys have some 200 lines. */
const MOST_LINES = 300;

/** Takes the lines of a private key out that is printed over several. */
export interface KeyGuard {
  isInKey(): boolean;
  /** How many lines may still be the key's: what a guard that goes on from here has to know. */
  left(): number;
  /** A line without what it holds of a key; others are returned as they are. */
  guard(text: string): string;
}

/** @param before what the guard that read the lines before had `left` */
export function createKeyGuard(before = 0): KeyGuard {
  let left = before;
  return {
    isInKey: () => left > 0,
    left: () => left,
    guard(text) {
      const begun = BEGIN.exec(text);
      if (begun) {
        left = END.test(text.slice(begun.index)) ? 0 : MOST_LINES;
        return text;
      }
      if (left === 0) return text;
      left = END.test(text) ? 0 : left - 1;
      return text.replaceAll(BODY, REDACTED);
    },
  };
}
