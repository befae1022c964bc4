/** C1 controls (some terminals obey them), line separators and marks that turn the direction of text. */
const UNSEEN = /[\u007f-\u009f\u200e\u200f\u2028-\u202e\u2066-\u2069]/gu;

/**
 * JSON of the same value that is safe to show in a terminal, on one line: whatever could steer one is written as
 * `\uXXXX`. `replacer` is that of JSON.stringify.
 */
export function visibleJson(value: unknown, replacer?: (key: string, value: unknown) => unknown): string {
  return JSON.stringify(value, replacer).replace(
    UNSEEN,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}
