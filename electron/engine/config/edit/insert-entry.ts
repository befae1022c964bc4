import { type Document, isCollection, isMap, isNode, isScalar, isSeq, parseDocument, stringify } from 'yaml';
import { escapeTemplate } from '../yaml/templates.ts';

/** A list of the configuration that entries are added to. */
export type ListName = 'monitors' | 'logs';

/** What a new entry says about itself, in the order in which it is written. */
export interface NewEntry {
  id: string;
  readonly [key: string]: string;
}

function lineBreakOf(text: string): string {
  return text.includes('\r\n') ? '\r\n' : '\n';
}

function entryLines(entry: NewEntry, indent: string): string[] {
  return Object.entries(entry).map(([key, value], index) => {
    const escaped = escapeTemplate(value);
    const oneLine = !/[\0-\x1f]/.test(escaped);
    const shown = oneLine
      ? stringify(escaped, { version: '1.2', lineWidth: 0 }).trimEnd()
      : JSON.stringify(escaped);
    return `${indent}${index === 0 ? '- ' : '  '}${key}: ${shown}`;
  });
}

/** Behind the line on which `offset` lies; `text` may end without a line break. */
function behindLine(text: string, offset: number): number {
  if (offset > 0 && text.charAt(offset - 1) === '\n') return offset;
  const end = text.indexOf('\n', offset);
  return end < 0 ? text.length : end + 1;
}

function insertLines(text: string, offset: number, lines: string[]): string {
  const lineBreak = lineBreakOf(text);
  const before = text.slice(0, offset);
  const glue = before === '' || before.endsWith('\n') ? '' : lineBreak;
  return `${before}${glue}${lines.join(lineBreak)}${lineBreak}${text.slice(offset)}`;
}

function columnOf(text: string, offset: number): number {
  return offset - (text.lastIndexOf('\n', offset - 1) + 1);
}

/** Through the document, which may lay out the rest of the file anew but keeps comments and order. */
function insertByDocument(document: Document, name: ListName, entry: NewEntry): string {
  const values = Object.entries(entry).map(([key, value]) => [key, escapeTemplate(value)]);
  const node = document.createNode(Object.fromEntries(values));
  const list = document.get(name);
  if (isSeq(list) && list.items.length > 0) list.add(node);
  else document.set(name, document.createNode([node]));
  return document.toString({ lineWidth: 0 });
}

/** The text with nothing behind the name of the list where there was nothing or `[]`, and the offset behind the colon. */
function withoutEmptyList(text: string, list: unknown): { text: string; offset: number } | null {
  if (!isNode(list) || !list.range) return null;
  const [start, end] = list.range;
  const isEmptyList = isSeq(list) && list.items.length === 0 && list.flow === true && !list.anchor;
  const isBlank = isScalar(list) && list.value === null && start === end;
  if (!isEmptyList && !isBlank) return null;
  const before = text.slice(0, start).trimEnd();
  return { text: before + text.slice(isBlank ? before.length : end), offset: before.length };
}

/**
 * The text of a configuration with one more entry at the end of a list. Where the list is written line by
 * line, everything else stays as it is, byte for byte.
 */
export function insertEntry(text: string, name: ListName, entry: NewEntry): string {
  const document = parseDocument(text, { version: '1.2', schema: 'core', uniqueKeys: false });
  const root = document.contents;
  if (root !== null && (!isMap(root) || root.flow)) return insertByDocument(document, name, entry);
  const list = isMap(root) ? root.get(name, true) : undefined;
  if (list === undefined) {
    return insertLines(text, text.length, [`${name}:`, ...entryLines(entry, '  ')]);
  }
  const last = isSeq(list) && !list.flow ? list.items.at(-1) : undefined;
  if (isSeq(list) && isCollection(last) && list.range && last.range) {
    const dash = ' '.repeat(columnOf(text, list.range[0]));
    return insertLines(text, behindLine(text, last.range[1]), entryLines(entry, dash));
  }
  const emptied = isMap(root) ? withoutEmptyList(text, list) : null;
  if (emptied)
    return insertLines(emptied.text, behindLine(emptied.text, emptied.offset), entryLines(entry, '  '));
  return insertByDocument(document, name, entry);
}
