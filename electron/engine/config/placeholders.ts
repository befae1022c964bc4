import { isTreeMap, Scalar, type Tree } from '../../../shared/config/scalar.ts';

/** Text that stands where a secret was meant to be put. */
export const PLACEHOLDER = /change[-_ ]?me|your[-_][a-z0-9_-]*[-_]here/i;

/** Every scalar beneath a part of the tree. */
export function scalarsIn(tree: Tree | undefined): Scalar[] {
  if (tree instanceof Scalar) return [tree];
  if (Array.isArray(tree)) return tree.flatMap(scalarsIn);
  return isTreeMap(tree) ? Object.values(tree).flatMap(scalarsIn) : [];
}
