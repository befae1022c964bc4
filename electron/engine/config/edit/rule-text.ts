/** Alert rules in the text of a configuration file: found, taken out, put in. Pure; nothing else of the text changes. */
import { isMap, isSeq, parseDocument, type YAMLMap } from 'yaml';
import { insertIntoList } from './insert-entry.ts';
import { behindLine, columnOf, insertLines } from './text-lines.ts';

/** Where a rule stands in a text. */
export interface RulePlace {
  /** From the line of its dash up to behind its last line. */
  from: number;
  to: number;
  /** Of its dash, and of its first key. */
  dash: number;
  content: number;
  /** Counted from 1. */
  line: number;
  /** Whether it is the only one of its list. */
  alone: boolean;
}

const PARSING = { version: '1.2', schema: 'core', uniqueKeys: false } as const;

/** A rule that stands line by line in `alerts`; null where there is none of that id, or it stands in brackets. */
export function findRule(text: string, id: string): RulePlace | null {
  const root = parseDocument(text, PARSING).contents;
  const list = isMap(root) ? root.get('alerts', true) : null;
  if (!isSeq(list) || list.flow) return null;
  const item = list.items.find((each): each is YAMLMap => isMap(each) && String(each.get('id')) === id);
  if (!item?.range) return null;
  const [start, end] = item.range;
  const dash = text.lastIndexOf('-', start - 1);
  const from = dash - columnOf(text, dash);
  return {
    from,
    to: behindLine(text, end),
    dash: columnOf(text, dash),
    content: start - from,
    line: text.slice(0, from).split('\n').length,
    alone: list.items.length === 1,
  };
}

/** The rule as one map, its comments with it; null where `findRule` finds none. */
export function ruleIn(text: string, id: string): string | null {
  const place = findRule(text, id);
  if (!place) return null;
  const [first = '', ...rest] = text.slice(place.from, place.to).trimEnd().split(/\r?\n/u);
  const lines = [first.slice(place.content), ...rest.map((line) => withoutIndent(line, place.content))];
  return `${lines.join('\n')}\n`;
}

/** The text with this rule in the place of the one with its id, else at the end of the list. */
export function withRule(text: string, id: string, rule: string): string {
  const place = findRule(text, id);
  const lines = rule.trimEnd().split(/\r?\n/u);
  const at = (indent: string) =>
    lines.map((line, index) => (line === '' ? '' : `${indent}${index === 0 ? '- ' : '  '}${line}`));
  if (!place) return insertIntoList(text, 'alerts', at, parseDocument(rule, PARSING).toJS());
  return insertLines(
    text.slice(0, place.from) + text.slice(place.to),
    place.from,
    at(' '.repeat(place.dash)),
  );
}

/** The text without the rule; an emptied list is written as such. Null where `findRule` finds none. */
export function withoutRule(text: string, id: string): string | null {
  const place = findRule(text, id);
  if (!place) return null;
  const before = text.slice(0, place.from);
  const after = text.slice(place.to);
  if (!place.alone) return before + after;
  const key = before.lastIndexOf('alerts:') + 'alerts:'.length;
  return `${before.slice(0, key)} []${before.slice(key)}${after}`;
}

function withoutIndent(line: string, width: number): string {
  const own = line.length - line.trimStart().length;
  return line.slice(Math.min(own, width));
}
