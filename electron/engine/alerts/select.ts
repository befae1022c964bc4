import { globMatches } from '../../../shared/domain/glob.ts';

/** What a selector looks at. */
export interface Selectable {
  id: string;
  group: string | null;
}

/**
 * The monitors that a rule's `monitors` mean: ids, globs, `group:NAME`, each taken away again with `!`. Where nothing
 * is taken in, everything is.
 */
export function selectMonitors<M extends Selectable>(
  selectors: readonly string[],
  monitors: readonly M[],
): M[] {
  const out = selectors.filter((selector) => selector.startsWith('!')).map((selector) => selector.slice(1));
  const within = selectors.filter((selector) => !selector.startsWith('!'));
  return monitors.filter(
    (monitor) =>
      (within.length === 0 || within.some((selector) => fits(selector, monitor))) &&
      !out.some((selector) => fits(selector, monitor)),
  );
}

function fits(selector: string, { id, group }: Selectable): boolean {
  return selector.startsWith('group:')
    ? group !== null && globMatches(selector.slice('group:'.length), group)
    : globMatches(selector, id);
}
