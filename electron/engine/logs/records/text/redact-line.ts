import { isSecretName } from './redact-named.ts';
import { createRedact, REDACTED, type Redact } from './redact.ts';
import { maySecret } from './secret-marks.ts';

/** Deeper values of a JSON line are left as they are; nobody logs by hand what is deeper. */
const MAX_DEPTH = 64;

/**
 * Redaction of a whole line. Where a JSON line hides characters behind escapes, its values are looked at as they
 * read once decoded; if a secret shows then, the line is written anew without it.
 */
export function createRedactLine(patterns: readonly string[]): Redact {
  const redact = createRedact(patterns);
  const hasOwn = patterns.length > 0;
  return (text) => {
    const once = redact(text);
    if (!once.includes('\\') || once.charCodeAt(0) !== 123) return once;
    const mayHide = hasOwn || once.includes('\\u') || once.includes('\\/') || maySecret(once);
    return mayHide ? redactDecoded(once, redact) : once;
  };
}

function redactDecoded(text: string, redact: Redact): string {
  let changed = false;
  const walk = (value: unknown, name: string | null, depth: number): unknown => {
    if (typeof value === 'string') {
      const clean = name !== null && value !== '' && isSecretName(name) ? REDACTED : redact(value);
      changed ||= clean !== value;
      return clean;
    }
    if (typeof value !== 'object' || value === null || depth > MAX_DEPTH) return value;
    if (Array.isArray(value)) return value.map((item) => walk(item, name, depth + 1));
    return Object.fromEntries(
      Object.entries(value).map(([key, inner]) => {
        const cleanKey = redact(key);
        changed ||= cleanKey !== key;
        return [cleanKey, walk(inner, key, depth + 1)];
      }),
    );
  };
  const parsed = parse(text);
  if (parsed === undefined) return text;
  const clean = walk(parsed, null, 0);
  return changed ? JSON.stringify(clean) : text;
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // Torn JSON is only ever read as the text it is, which is redacted already.
    return undefined;
  }
}
