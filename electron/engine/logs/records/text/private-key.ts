import { REDACTED } from './redact.ts';

const BEGIN = /-----BEGIN [A-Z ]*PRIVATE KEY-----/;
const END = /-----END [A-Z ]*PRIVATE KEY-----/;
/** Base64 as keys are written, in whole lines or behind a container's prefix. */
const BODY = /[A-Za-z0-9+/]{16,}={0,2}|[A-Za-z0-9+/]+={0,2}$/g;
/** The largest keys have some 200 lines. */
const MOST_LINES = 300;

/** Takes out the lines of a private key that is printed over several; others are returned as they are. */
export function createKeyGuard(): { isInKey(): boolean; guard(text: string): string } {
  let left = 0;
  return {
    isInKey: () => left > 0,
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
