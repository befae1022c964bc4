import { isMap, isNode, isSeq, parseDocument } from 'yaml';

/**
 * A rule's text with one key set to a value, both as the configuration writes them (`when.above`, `8%`). Everything
 * else, comments included, stays as it is written. A text that is no rule comes back unchanged.
 */
export function setRuleKey(text: string, key: string, value: string): string {
  const document = parseDocument(text);
  const { contents } = document;
  const list = isSeq(contents);
  if (!list && !isMap(contents)) return text;
  const path = [...(list ? [0] : []), ...key.split('.')];
  const node: unknown = document.getIn(path, true);
  if (isNode(node) && node.range) return text.slice(0, node.range[0]) + value + text.slice(node.range[1]);
  if (!list && path.length === 1) return `${text.trimEnd()}\n${key}: ${value}\n`;
  document.setIn(path, parseDocument(value).contents);
  return document.toString({ lineWidth: 0 });
}
