import type { ConfigProblem } from '../../../shared/config/model.ts';
import { isTreeMap, Scalar, type Tree, type TreeMap } from '../../../shared/config/scalar.ts';
import type { Document } from './include.ts';
import type { Places } from './places.ts';
import { problemAt } from './problems.ts';

/** True for a key that each file may have for itself: its includes, and the version as long as it is the same. */
function belongsToFile(key: string, present: Tree, value: Tree): boolean {
  if (key === 'include') return true;
  return (
    key === 'version' && present instanceof Scalar && value instanceof Scalar && present.text === value.text
  );
}

function emptyMap(): TreeMap {
  return Object.create(null) as TreeMap;
}

function copyKeyPlace(from: TreeMap, to: TreeMap, key: string, places: Places): void {
  const origin = places.key(from, key);
  if (origin) places.setKey(to, key, origin);
}

/** The documents as one: lists appended, maps merged, a key set twice told with both places. */
export function mergeDocuments(
  documents: readonly Document[],
  places: Places,
): { tree: TreeMap; problems: ConfigProblem[] } {
  const problems: ConfigProblem[] = [];

  function mergeInto(target: TreeMap, source: TreeMap, top: boolean): void {
    for (const [key, value] of Object.entries(source)) {
      const present = Object.hasOwn(target, key) ? target[key] : undefined;
      if (present === undefined || (present instanceof Scalar && present.blank)) {
        target[key] = value;
        copyKeyPlace(source, target, key, places);
      } else if (value instanceof Scalar && value.blank) {
        continue;
      } else if (!(top && belongsToFile(key, present, value)) && !key.startsWith('x-')) {
        target[key] = combine(present, value, source, target, key);
      }
    }
  }

  function combine(present: Tree, value: Tree, source: TreeMap, target: TreeMap, key: string): Tree {
    if (Array.isArray(present) && Array.isArray(value)) {
      const list = [...present, ...value];
      const origin = places.of(present);
      if (origin) places.set(list, origin);
      return list;
    }
    if (isTreeMap(present) && isTreeMap(value)) {
      const map = copyMap(present, places);
      mergeInto(map, value, false);
      return map;
    }
    const here = places.key(source, key);
    const there = places.key(target, key);
    if (here && there) {
      problems.push(problemAt(here, `set twice, first at ${there.file}:${there.line}:${there.column}`));
    }
    return present;
  }

  const tree = emptyMap();
  const first = documents[0];
  const origin = first && places.of(first.tree);
  if (origin) places.set(tree, origin);
  for (const document of documents) mergeInto(tree, document.tree, true);
  return { tree, problems };
}

function copyMap(map: TreeMap, places: Places): TreeMap {
  const copy = emptyMap();
  const origin = places.of(map);
  if (origin) places.set(copy, origin);
  for (const [key, value] of Object.entries(map)) {
    copy[key] = value;
    copyKeyPlace(map, copy, key, places);
  }
  return copy;
}

/** Maps that are one value and not a collection of settings: taken whole from the nearer level. */
const WHOLE = new Set(['send', 'auth']);

/**
 * `upper` laid over `lower`: maps are merged key by key, everything else of `upper` wins. The parts keep their
 * own origins, so that a problem is told where it was written.
 */
export function overlay(lower: TreeMap, upper: TreeMap, places: Places): TreeMap {
  const result = copyMap(upper, places);
  for (const [key, value] of Object.entries(lower)) {
    const own = Object.hasOwn(result, key) ? result[key] : undefined;
    if (own === undefined) {
      result[key] = value;
      copyKeyPlace(lower, result, key, places);
    } else if (isTreeMap(own) && isTreeMap(value) && !WHOLE.has(key)) {
      result[key] = overlay(value, own, places);
    }
  }
  return result;
}
