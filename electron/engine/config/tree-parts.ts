/** Finding one's way in a tree of the configuration. */
import { RE2JS } from 're2js';
import { isTreeMap, Scalar, type Tree } from '../../../shared/config/scalar.ts';

/** The part at the end of these keys, if there is one. */
export function at(tree: Tree | undefined, ...steps: string[]): Tree | undefined {
  return steps.reduce<Tree | undefined>((part, step) => (isTreeMap(part) ? part[step] : undefined), tree);
}

/** The entries of a list; none where it is none. */
export function items(tree: Tree | undefined): Tree[] {
  return Array.isArray(tree) ? tree : [];
}

/** Scalars that can be judged: without a problem of their own. */
export function scalars(list: (Tree | undefined)[]): Scalar[] {
  return list.filter(
    (part): part is Scalar =>
      part instanceof Scalar && part.problem === null && !part.reported && !part.blank,
  );
}

/** Null for a pattern that RE2 accepts, else what is wrong with it. */
export function patternProblem(pattern: string): string | null {
  try {
    RE2JS.compile(pattern);
    return null;
  } catch (error) {
    return `not an RE2 pattern: ${error instanceof Error ? error.message : String(error)}`;
  }
}
