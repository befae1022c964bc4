/** What stands for whatever differs from one occurrence to the next. One mark for all, since an id may be all digits. */
export const VARIABLE = '<*>';

/** What follows in a longer message does not tell errors apart. */
const MAX_LENGTH = 2000;

const HEX_WORD = String.raw`(?=[\da-fA-F]*\d)[\da-fA-F]{4,}|[\da-fA-F]{16,}`;

/** What is masked, in this order; each pattern is linear. */
const MASKS: readonly [RegExp, string][] = [
  // E-mail addresses before quotes and numbers can cut them
  [/[\w.+-]+@[\w-]+(?:\.[\w-]+)+/g, VARIABLE],
  // Queries and fragments of URLs; the words of the path stay
  [/\?[\w.~%[\]-]+=[^\s"'<>)]*/g, `?${VARIABLE}`],
  // Temporary files
  [/(?:\/private)?\/(?:tmp|var\/tmp|var\/folders|dev\/shm|run\/user\/\d+)\/[^\s"'`:,;)\]]+/g, VARIABLE],
  [/[A-Za-z]:\\(?:[^\\\s"']+\\)*(?:Temp|TEMP|tmp)\\[^\s"'`:,;)]+/g, VARIABLE],
  // Quoted values; an apostrophe within a word is none
  [/(?<![\w])(["'`])(?:(?!\1)[^\n\\]|\\.){0,400}\1(?!\w)/g, VARIABLE],
  [/[“‘«][^”’»\n]{0,400}[”’»]/g, VARIABLE],
  // UUIDs
  [/\b[\da-fA-F]{8}-(?:[\da-fA-F]{4}-){3}[\da-fA-F]{12}\b/g, VARIABLE],
  // Times of day and dates
  [/\b\d{4}-\d\d-\d\d(?:[T ]\d\d:\d\d(?::\d\d(?:[.,]\d+)?)?(?:Z| ?[+-]\d\d:?\d\d)?)?/g, VARIABLE],
  // IPv6 with at least two colons, perhaps in brackets with a port; then IPv4
  [/\[(?:[\da-fA-F]{0,4}:){2,7}(?:\d{1,3}(?:\.\d{1,3}){3}|[\da-fA-F]{0,4})(?:%\w+)?\](?::\d+)?/g, VARIABLE],
  [
    /(?<![\w:])(?:[\da-fA-F]{1,4}:){1,7}:?(?:[\da-fA-F]{1,4}:){0,6}(?:\d{1,3}(?:\.\d{1,3}){3}|[\da-fA-F]{1,4})(?![\w:])|(?<![\w:])::(?:[\da-fA-F]{1,4}:){0,6}[\da-fA-F]{1,4}(?![\w:])/g,
    VARIABLE,
  ],
  [/\b\d{1,3}(?:\.\d{1,3}){3}(?::\d+|\/\d+)?\b/g, VARIABLE],
  // Addresses and other hexadecimal words
  [/\b0[xX][\da-fA-F]+\b/g, VARIABLE],
  [new RegExp(String.raw`(?<![\dA-Za-z])(?:${HEX_WORD})(?![\dA-Za-z])`, 'g'), VARIABLE],
  // Ids that mix letters and digits
  [
    /(?<![\dA-Za-z])(?=[A-Za-z]*\d[A-Za-z\d]*[A-Za-z]|\d)(?=[A-Za-z\d]*\d[A-Za-z]+\d)[A-Za-z\d]{8,}(?![\dA-Za-z])/g,
    VARIABLE,
  ],
  // Numbers with their units: durations, sizes, percentages
  [
    /(?<![\w<])[-+]?\d+(?:[.,]\d+)*(?:[eE][-+]?\d+)?\s?(?:%|(?:ns|[µμ]s|us|ms|s|sec|secs|seconds?|m|min|mins|minutes?|h|hours?|d|days?|[kKMGTP]i?[bB]|[kKMGT]B\/s|bytes?|B|kb|mb|gb)(?![\w]))(?:\d+(?:\.\d+)?(?:ms|s|m)(?!\w))*/g,
    VARIABLE,
  ],
  // Every other number, alone or within a word; grouped and broken ones are one
  [/\d+(?:[.,]\d+)*(?:[eE][-+]\d+)?/g, VARIABLE],
  [/(?<![\w>)\]])[-+](?=<\*>)/g, ''],
  // Compound durations such as 1h30m, and lists of values, whatever their length
  [/<\*>(?:[hms](?:<\*>)?)+(?![A-Za-z])/g, VARIABLE],
  [/<\*>(?:\s?[,:/x×.-]\s?<\*>)+/g, VARIABLE],
];

/** A message with everything masked that differs between occurrences of the same error. */
export function templateOf(message: string): string {
  const text = message.slice(0, MAX_LENGTH);
  return MASKS.reduce((rest, [pattern, mark]) => rest.replace(pattern, mark), text)
    .replaceAll(/\s+/g, ' ')
    .trim();
}
