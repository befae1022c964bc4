import { isMap, isSeq, LineCounter, parseDocument } from 'yaml';

/** A problem at its place in a given text; line and column count from 1. */
export interface TextProblem {
  line: number;
  column: number;
  path: string;
  message: string;
}

/** A rule as somebody wrote it: one map, or a list of one. */
export type GivenRule = { ok: true; id: string; text: string } | { ok: false; problems: TextProblem[] };

const NOT_ONE = 'expected one rule: a map with id and when';

/** Reads what was written as far as its place in a configuration needs it; what it means is judged there. */
export function givenRule(text: string): GivenRule {
  const lines = new LineCounter();
  const document = parseDocument(text, { version: '1.2', schema: 'core', lineCounter: lines });
  const refuse = (message: string, offset = 0): GivenRule => {
    const { line, col } = lines.linePos(offset);
    return { ok: false, problems: [{ line: line || 1, column: col || 1, path: '', message }] };
  };
  const [first] = document.errors;
  if (first)
    return refuse(first.message.split('\n')[0]?.replace(/ at line .*$/u, '') ?? NOT_ONE, first.pos[0]);
  const listed = isSeq(document.contents) && document.contents.items.length === 1;
  const rule = isSeq(document.contents) && listed ? document.contents.items[0] : document.contents;
  if (!isMap(rule) || !rule.range) return refuse(NOT_ONE);
  const id = rule.get('id');
  if (typeof id !== 'string' || id === '')
    return refuse('id is missing, expected a-z, 0-9 and "-"', rule.range[0]);
  return { ok: true, id, text: listed ? outOfList(text, rule.range[0]) : text };
}

/** The text of a list's only item, its dash and indentation taken off. */
function outOfList(text: string, start: number): string {
  const from = text.lastIndexOf('\n', start - 1) + 1;
  const width = start - from;
  const [first = '', ...rest] = text.slice(from).split('\n');
  const shorter = (line: string) => line.slice(Math.min(line.length - line.trimStart().length, width));
  return [first.slice(width), ...rest.map(shorter)].join('\n');
}
