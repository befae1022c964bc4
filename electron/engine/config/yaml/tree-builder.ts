import { dirname } from 'node:path';
import {
  isAlias,
  isMap,
  isScalar,
  isSeq,
  type Node,
  type Pair,
  type Scalar as YamlScalar,
  type YAMLMap,
} from 'yaml';
import type { ConfigProblem } from '../../../../shared/config/model.ts';
import { isTreeMap, Scalar, type Tree, type TreeMap } from '../../../../shared/config/scalar.ts';
import type { Expander } from '../expand.ts';
import { joinPath, type Origin, type Places } from '../places.ts';
import { problemAt } from '../problems.ts';
import type { Span } from './quoting.ts';
import type { ParsedYaml } from './syntax.ts';

const MOST_ALIASES = 100;
const DEEPEST = 64;
const MOST_NODES = 250_000;

const CORE_TAGS = new Set(
  ['str', 'int', 'float', 'bool', 'null', 'map', 'seq'].map((name) => `tag:yaml.org,2002:${name}`),
);

/** The last of spans sorted by start that begins before `limit`. */
function lastBefore(spans: readonly Span[], limit: number): Span | undefined {
  let low = 0;
  let high = spans.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((spans[middle]?.start ?? limit) < limit) low = middle + 1;
    else high = middle;
  }
  return spans[low - 1];
}

/** What all files of one load share. */
export interface LoadState {
  places: Places;
  expander: Expander;
  /** Used up so far, over all files. */
  aliases: number;
  nodes: number;
}

/**
 * The tree of one parsed file, with the origin of each part noted in `state.places`. It is null where the
 * file is too broken or too large to be judged.
 */
export function buildTree(
  parsed: ParsedYaml,
  file: string,
  state: LoadState,
): { tree: Tree | null; problems: ConfigProblem[] } {
  const problems: ConfigProblem[] = [];
  const anchors = new Map<string, Node>();
  const active = new Set<Node>();
  const folder = dirname(file);
  /** Paths of the values that the parser stumbled over, by the offset it named. */
  const toldPaths = new Map<number, string>();
  let insideAlias = 0;

  function originAt(offset: number, path: string): Origin {
    const { line, col } = parsed.lines.linePos(offset);
    return { file, line: Math.max(1, line), column: Math.max(1, col), path };
  }

  function place<T extends Tree>(tree: T, origin: Origin): T {
    state.places.set(tree, origin);
    return tree;
  }

  function silent(origin: Origin): Scalar {
    return place(new Scalar({ value: null, folder, reported: true }), origin);
  }

  function refuse(origin: Origin, message: string): Scalar {
    problems.push(problemAt(origin, message));
    return silent(origin);
  }

  /** True for a value about which the parser complained, which is then placed at `path`. */
  function isTold(node: Node, path: string): boolean {
    const start = node.range?.[0] ?? -1;
    const end = node.range?.[1] ?? -1;
    const foreignTag = node.tag !== undefined && !CORE_TAGS.has(node.tag);
    const before = lastBefore(parsed.told, isScalar(node) ? Math.max(end, start + 1) : start + 1);
    const span = before && (before.start >= start || foreignTag) ? before : undefined;
    if (span && !toldPaths.has(span.start)) toldPaths.set(span.start, path);
    return span !== undefined || foreignTag;
  }

  function convertScalar(node: YamlScalar, origin: Origin): Scalar {
    const quoted = node.type !== 'PLAIN' && node.type !== undefined;
    const value = node.value as Scalar['value'];
    const written = node.source ?? String(value ?? '');
    if (typeof value !== 'string' || !value.includes('$')) {
      return place(new Scalar({ value, text: written, quoted, folder }), origin);
    }
    const result = state.expander.expand(value, folder);
    const parts = { written, quoted, folder };
    return place(
      result.ok
        ? new Scalar({
            ...parts,
            value: result.text,
            text: result.text,
            expanded: result.expanded,
            secret: result.secret,
          })
        : new Scalar({ ...parts, value, text: written, problem: result.message }),
      origin,
    );
  }

  function keyText(pair: Pair, origin: Origin): string | null {
    const { key } = pair;
    if (!isScalar(key)) {
      const message = isMap(key)
        ? 'a key cannot be a map; if this is text with { }, quote it'
        : 'a key has to be a plain word; if this is text, quote it';
      problems.push(problemAt(origin, message));
      return null;
    }
    if (isTold(key, origin.path)) return null;
    const text = key.source ?? String((key.value as Scalar['value']) ?? '');
    if (text === '__proto__') {
      problems.push(problemAt({ ...origin, path: joinPath(origin.path, text) }, 'not usable as a key'));
      return null;
    }
    return text;
  }

  function convertMap(node: YAMLMap, origin: Origin, depth: number): Tree {
    const first = node.items[0];
    if (node.items.length === 1 && isMap(first?.key) && node.flow && first?.value === null) {
      return refuse(origin, 'text in {{ }} is read as a map, quote it');
    }
    const map = place(Object.create(null) as TreeMap, origin);
    const bases: Tree[] = [];
    for (const pair of node.items) {
      const keyNode = pair.key as Node | null;
      const keyOffset = keyNode?.range?.[0] ?? node.range?.[0] ?? 0;
      const key = keyText(pair, originAt(keyOffset, origin.path));
      if (key === null) continue;
      const value = pair.value as Node | null;
      if (key === '<<' && isScalar(keyNode) && keyNode.type === 'PLAIN') {
        const base = convert(value, origin.path, keyOffset, depth + 1);
        for (const one of Array.isArray(base) ? base : [base]) bases.push(one);
        continue;
      }
      const keyOrigin = originAt(keyOffset, joinPath(origin.path, key));
      if (Object.hasOwn(map, key)) {
        const before = state.places.key(map, key);
        problems.push(
          problemAt(keyOrigin, `set twice, first at line ${before?.line}, column ${before?.column}`),
        );
        continue;
      }
      map[key] = convert(value, keyOrigin.path, keyOffset, depth + 1);
      state.places.setKey(map, key, keyOrigin);
    }
    for (const base of bases) layBeneath(map, base, origin);
    return map;
  }

  /** `<<`: keys of `base` that the map does not have itself. */
  function layBeneath(map: TreeMap, base: Tree, origin: Origin): void {
    if (!isTreeMap(base)) {
      if (base instanceof Scalar && base.reported) return;
      problems.push(problemAt(state.places.of(base) ?? origin, '<< merges maps, this is none'));
      return;
    }
    for (const [key, value] of Object.entries(base)) {
      if (Object.hasOwn(map, key)) continue;
      map[key] = value;
      const keyOrigin = state.places.key(base, key);
      if (keyOrigin) state.places.setKey(map, key, keyOrigin);
    }
  }

  function convertAlias(name: string, path: string, offset: number, depth: number): Tree {
    const origin = originAt(offset, path);
    const target = anchors.get(name);
    if (!target) {
      return refuse(
        origin,
        `"*${name}" is read as an alias, and there is no anchor of that name; if it is text, quote it`,
      );
    }
    state.aliases += 1;
    if (state.aliases > MOST_ALIASES)
      return refuse(origin, `too many aliases, at most ${MOST_ALIASES} are read`);
    if (active.has(target)) return refuse(origin, 'an alias stands inside its own anchor');
    insideAlias += 1;
    const tree = convert(target, path, offset, depth);
    insideAlias -= 1;
    // What is wrong with a value depends on where it is used, so a lone value is placed there.
    return tree instanceof Scalar ? place(tree, origin) : tree;
  }

  function convert(node: Node | null, path: string, fallbackOffset: number, depth: number): Tree {
    const origin = originAt(node?.range?.[0] ?? fallbackOffset, path);
    state.nodes += 1;
    if (state.nodes > MOST_NODES) return silent(origin);
    if (node === null) return place(new Scalar({ value: null, text: '', folder }), origin);
    if (isAlias(node)) return convertAlias(node.source, path, node.range?.[0] ?? fallbackOffset, depth);
    if (depth > DEEPEST) return refuse(origin, `nested too deeply, at most ${DEEPEST} levels are read`);
    if (isTold(node, path)) return silent(origin);
    if (node.anchor !== undefined && insideAlias === 0) anchors.set(node.anchor, node);
    if (isScalar(node)) return convertScalar(node, origin);
    active.add(node);
    const tree = isMap(node)
      ? convertMap(node, origin, depth)
      : isSeq(node)
        ? convertList(node.items as (Node | null)[], origin, depth)
        : silent(origin);
    active.delete(node);
    return tree;
  }

  function convertList(items: (Node | null)[], origin: Origin, depth: number): Tree {
    const list = items.map((item, index) =>
      convert(item, joinPath(origin.path, index), item?.range?.[0] ?? 0, depth + 1),
    );
    return place(list, origin);
  }

  const tree = convert(parsed.document.contents, '', 0, 0);
  const syntax = parsed.problems.map(({ offset, message }) =>
    problemAt(originAt(offset, toldPaths.get(offset) ?? ''), message),
  );
  if (state.nodes > MOST_NODES) {
    const message = `too many values, at most ${MOST_NODES} are read`;
    return { tree: null, problems: [problemAt(originAt(0, ''), message)] };
  }
  if (!parsed.usable) return { tree: null, problems: syntax };
  return { tree, problems: [...syntax, ...problems] };
}
