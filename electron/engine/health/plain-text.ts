/** Terminal control sequences: CSI and OSC, then any other escape with its one character. */
// oxlint-disable-next-line no-control-regex -- removing control characters is the purpose
const ESCAPES =
  /\u001b\[[0-?]*[ -/]*[@-~]|\u001b\][^\u0007\u001b]*(?:\u0007|\u001b\\)?|\u001b.?|\u009b[0-?]*[ -/]*[@-~]/g;
/** Control characters, line separators and the marks that turn or hide text. */
// oxlint-disable-next-line no-control-regex -- removing control characters is the purpose
const CONTROLS = /[\u0000-\u001f\u007f-\u009f\u2028\u2029\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]+/g;

/** What plain text on one line does not hold. */
// oxlint-disable-next-line no-control-regex -- finding control characters is the purpose
const UNCLEAN =
  /[\u0000-\u001f\u007f-\u009f\u2028\u2029\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff\ud800-\udfff]|^\s| {2}|\s$/;

/** Longest component message and longest own text, in UTF-16 units. */
export const LONGEST_MESSAGE = 300;
/** Longest name of one level of a component path. */
export const LONGEST_NAME = 120;

/** One line of plain text from foreign text: no escapes, no control characters, at most `limit` units long. */
export function plainText(text: string, limit: number): string {
  if (text.length <= limit && !UNCLEAN.test(text)) return text;
  const clean = text
    .slice(0, limit * 8)
    .replace(ESCAPES, '')
    .replace(CONTROLS, ' ')
    .replace(/ {2,}/g, ' ')
    .trim();
  if (clean.length <= limit) return clean.toWellFormed();
  return `${clean
    .slice(0, limit - 1)
    .replace(/[\ud800-\udbff]$/, '')
    .toWellFormed()
    .trimEnd()}…`;
}
