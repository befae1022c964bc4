/** The lines of a file's text, cut and joined without touching the rest. Offsets count UTF-16 units. */

export function lineBreakOf(text: string): string {
  return text.includes('\r\n') ? '\r\n' : '\n';
}

/** Behind the line on which `offset` lies; `text` may end without a line break. */
export function behindLine(text: string, offset: number): number {
  if (offset > 0 && text.charAt(offset - 1) === '\n') return offset;
  const end = text.indexOf('\n', offset);
  return end < 0 ? text.length : end + 1;
}

export function insertLines(text: string, offset: number, lines: readonly string[]): string {
  const lineBreak = lineBreakOf(text);
  const before = text.slice(0, offset);
  const glue = before === '' || before.endsWith('\n') ? '' : lineBreak;
  return `${before}${glue}${lines.join(lineBreak)}${lineBreak}${text.slice(offset)}`;
}

export function columnOf(text: string, offset: number): number {
  return offset - (text.lastIndexOf('\n', offset - 1) + 1);
}
