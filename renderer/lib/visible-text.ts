/**
 * Controls, marks of direction and characters without width: they would rearrange or hide what stands around them.
 * Line breaks and tabs are kept. https://www.unicode.org/reports/tr9/ and https://trojansource.codes
 */
// oxlint-disable-next-line no-control-regex -- controls are what is looked for
const INVISIBLE =
  /[\0-\x08\x0b-\x1f\x7f-\x9f\u061c\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]/g;

/** Text from outside with what cannot be seen written out, such as `\u202e`. */
export function visibleText(text: string): string {
  return text.replaceAll(
    INVISIBLE,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}

/** The same in one line: line breaks and tabs become spaces. */
export function visibleLine(text: string): string {
  return visibleText(text).replaceAll(/[\n\t]+/g, ' ');
}
