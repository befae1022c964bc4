import { distance } from 'fastest-levenshtein';
import type { ConfigProblem } from '../../../shared/config/model.ts';
import type { SchemaIssue } from '../../../shared/config/monitors/define-kind.ts';
import { Scalar, isTreeMap } from '../../../shared/config/scalar.ts';
import { joinPath, type Origin, type Places } from './places.ts';
import { problemAt } from './problems.ts';

/** The known key that was probably meant, or null. */
export function didYouMean(key: string, known: readonly string[]): string | null {
  const lower = key.toLowerCase().replaceAll('-', '_');
  const [best] = known
    .map((candidate) => ({ candidate, away: distance(lower, candidate.toLowerCase()) }))
    .toSorted((a, b) => a.away - b.away);
  return best && best.away <= Math.max(1, Math.floor(best.candidate.length / 3) + 1) ? best.candidate : null;
}

function unknownKeyMessage(key: string, known: readonly string[]): string {
  const meant = didYouMean(key, known);
  return meant === null
    ? `unknown key, known are ${known.join(', ')}`
    : `unknown key, did you mean "${meant}"?`;
}

/**
 * The place of an issue inside a tree: of the part itself, of the key for an unknown key, of the map
 * around it where the part is missing. Null where a problem was already told about that part.
 */
export function locateIssue(
  tree: unknown,
  issue: SchemaIssue,
  places: Places,
  fallback: Origin,
): ConfigProblem | null {
  let origin = places.of(tree) ?? fallback;
  let part = tree;
  const known = issue.params?.['known'];
  const atKey = Array.isArray(known) || issue.params?.['atKey'] === true;
  for (const [index, step] of issue.path.entries()) {
    const inside: unknown =
      Array.isArray(part) && typeof step === 'number'
        ? part[step]
        : isTreeMap(part)
          ? part[String(step)]
          : undefined;
    const isLast = index === issue.path.length - 1;
    const keyOrigin = isLast && atKey && isTreeMap(part) ? places.key(part, String(step)) : undefined;
    origin = keyOrigin ?? places.of(inside) ?? { ...origin, path: joinPath(origin.path, step) };
    part = inside;
  }
  if (part instanceof Scalar && part.reported) return null;
  const key = String(issue.path.at(-1) ?? '');
  return problemAt(origin, Array.isArray(known) ? unknownKeyMessage(key, known.map(String)) : issue.message);
}
