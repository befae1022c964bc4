/** `depends_on` of a monitor in the text of a configuration file. Pure; nothing else of the text changes. */
import { isMap, isScalar, isSeq, parseDocument, type Node, type YAMLMap, type YAMLSeq } from 'yaml';
import { behindLine, columnOf, insertLines } from './text-lines.ts';

const KEY = 'depends_on';

/**
 * The text with one more parent of a monitor. Null where the monitor has no entry of its own in it, or its list stands
 * elsewhere, behind an alias.
 * @param inherited what it depends on where it says nothing itself; a list of its own takes the place of that
 */
export function withDependency(
  text: string,
  { child, parent, inherited }: { child: string; parent: string; inherited: readonly string[] },
): string | null {
  const monitor = findMonitor(text, child);
  if (!monitor?.range) return null;
  const list = monitor.get(KEY, true) as Node | null | undefined;
  if (isSeq(list)) return withItem(text, list, parent);
  const whole = `[${[...inherited, parent].join(', ')}]`;
  if (list !== undefined) return isScalar(list) ? inBlankPlace(text, list, parent) : null;
  const last = monitor.items.at(-1);
  if (monitor.flow) {
    const end = (last?.value as Node | null | undefined)?.range?.[1];
    return end === undefined ? null : spliced(text, end, `, ${KEY}: ${whole}`);
  }
  const first = monitor.items[0]?.key as Node | undefined;
  const indent = ' '.repeat(columnOf(text, first?.range?.[0] ?? monitor.range[0]));
  return insertLines(text, behindLine(text, monitor.range[1]), [`${indent}${KEY}: ${whole}`]);
}

function findMonitor(text: string, id: string): YAMLMap | null {
  const root = parseDocument(text, { version: '1.2', schema: 'core', uniqueKeys: false }).contents;
  const list = isMap(root) ? root.get('monitors', true) : null;
  if (!isSeq(list)) return null;
  const found = list.items.find((item) => {
    const own = isMap(item) ? item.get('id', true) : null;
    return isScalar(own) && (own.source ?? String(own.value)) === id;
  });
  return isMap(found) ? found : null;
}

function withItem(text: string, list: YAMLSeq, parent: string): string | null {
  const end = (list.items.at(-1) as Node | null | undefined)?.range?.[1];
  if (end === undefined) return list.range ? spliced(text, list.range[0] + 1, parent) : null;
  if (list.flow) return spliced(text, end, `, ${parent}`);
  const indent = ' '.repeat(columnOf(text, list.range?.[0] ?? end));
  return insertLines(text, behindLine(text, end), [`${indent}- ${parent}`]);
}

/** `depends_on:` with nothing behind it says that there is nothing, also nothing inherited. */
function inBlankPlace(text: string, blank: Node, parent: string): string | null {
  const [start, end] = blank.range ?? [0, 1];
  if (start !== end) return null;
  const colon = text.lastIndexOf(':', start) + 1;
  return spliced(text, colon, ` [${parent}]`);
}

function spliced(text: string, at: number, more: string): string {
  return text.slice(0, at) + more + text.slice(at);
}
