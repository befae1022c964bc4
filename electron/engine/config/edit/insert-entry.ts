import { type Document, isCollection, isMap, isNode, isScalar, isSeq, parseDocument, stringify } from 'yaml';
import { escapeTemplate } from '../yaml/templates.ts';
import { behindLine, columnOf, insertLines } from './text-lines.ts';

/** A list of the configuration that entries are added to. */
export type ListName = 'monitors' | 'logs';

/** What a new entry says about itself, in the order in which it is written. */
export interface NewEntry {
  id: string;
  readonly [key: string]: string;
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

/** Through the document, which may lay out the rest of the file anew but keeps comments and order. */
function insertByDocument(document: Document, name: string, value: unknown): string {
  const node = document.createNode(value);
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
  const values = Object.entries(entry).map(([key, value]) => [key, escapeTemplate(value)]);
  return insertIntoList(text, name, (indent) => entryLines(entry, indent), Object.fromEntries(values));
}

/**
 * The same for an entry of any shape.
 * @param linesAt its lines for a dash that stands behind `indent`
 * @param value what it says, for lists that are not written line by line
 */
export function insertIntoList(
  text: string,
  name: string,
  linesAt: (indent: string) => string[],
  value: unknown,
): string {
  const document = parseDocument(text, { version: '1.2', schema: 'core', uniqueKeys: false });
  const root = document.contents;
  if (root !== null && (!isMap(root) || root.flow)) return insertByDocument(document, name, value);
  const list = isMap(root) ? root.get(name, true) : undefined;
  if (list === undefined) return insertLines(text, text.length, [`${name}:`, ...linesAt('  ')]);
  const last = isSeq(list) && !list.flow ? list.items.at(-1) : undefined;
  if (isSeq(list) && isCollection(last) && list.range && last.range) {
    const dash = ' '.repeat(columnOf(text, list.range[0]));
    return insertLines(text, behindLine(text, last.range[1]), linesAt(dash));
  }
  const emptied = isMap(root) ? withoutEmptyList(text, list) : null;
  if (emptied) return insertLines(emptied.text, behindLine(emptied.text, emptied.offset), linesAt('  '));
  return insertByDocument(document, name, value);
}
