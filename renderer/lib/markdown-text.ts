import { visibleLine, visibleText } from './visible-text.ts';

/** Text that means something to Markdown: every ASCII mark can be escaped. https://spec.commonmark.org/0.31.2/#backslash-escapes */
const MARKS = /[!-/:-?[-`{-~]/g;
/** Invisible and without meaning, so that neither a mention nor an address is made of what follows an `@`. */
const WORD_JOINER = '\u2060';

/** Text from outside as plain words of a Markdown document, in one line. */
export function plainMarkdown(text: string): string {
  return visibleLine(text)
    .trim()
    .replaceAll(MARKS, String.raw`\$&`)
    .replaceAll('@', `@${WORD_JOINER}`);
}

/** Text from outside as code in a line. */
export function codeMarkdown(text: string): string {
  const line = visibleLine(text).trim();
  if (line === '') return '';
  const fence = '`'.repeat(longestTicks(line) + 1);
  return line.includes('`') ? `${fence} ${line} ${fence}` : `${fence}${line}${fence}`;
}

/** Text from outside as a block of code, each line after `indent`. */
export function codeBlockMarkdown(text: string, indent = ''): string {
  const shown = visibleText(text);
  const fence = '`'.repeat(Math.max(3, longestTicks(shown) + 1));
  return [`${fence}text`, ...shown.split('\n'), fence].map((line) => indent + line).join('\n');
}

function longestTicks(text: string): number {
  return Math.max(0, ...(text.match(/`+/g) ?? []).map((run) => run.length));
}
