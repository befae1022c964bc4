import { distance } from 'fastest-levenshtein';
import type { ConfigProblem } from '../../../shared/config/model.ts';
import type { SchemaIssue } from '../../../shared/config/monitors/define-kind.ts';
import { Scalar, isTreeMap } from '../../../shared/config/scalar.ts';
import { joinPath, type Origin, type Places } from './places.ts';
import { problemAt } from './problems.ts';

interface Nearest {
  word: string;
  /** Near enough to be a slip of the pen. */
  likely: boolean;
}

/** The known word with the fewest letters to change, or null where none is known. */
function nearest(written: string, known: readonly string[]): Nearest | null {
  const lower = written.toLowerCase().replaceAll('-', '_');
  const [best] = known
    .map((word) => ({ word, away: distance(lower, word.toLowerCase().replaceAll('-', '_')) }))
    .toSorted((a, b) => a.away - b.away);
  return best ? { word: best.word, likely: best.away <= Math.floor(best.word.length / 3) + 1 } : null;
}

/** The known word that was probably meant, or null. */
export function didYouMean(written: string, known: readonly string[]): string | null {
  const best = nearest(written, known);
  return best?.likely ? best.word : null;
}

function unknownKeyMessage(key: string, known: readonly string[]): string {
  const best = nearest(key, known);
  if (best === null) return 'unknown key';
  if (best.likely) return `unknown key, did you mean "${best.word}"?`;
  return `unknown key, the nearest is "${best.word}" of ${known.join(', ')}`;
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
