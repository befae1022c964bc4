import { withoutEscapes } from './escapes.ts';
import { isSecretName } from './redact-named.ts';
import { createRedact, REDACTED, type Redact } from './redact.ts';
import { maySecret } from './secret-marks.ts';

/** Deeper values of a JSON line are left as they are; nobody logs by hand what is deeper. */
const MAX_DEPTH = 64;

/** A secret's name with an object or a list behind it. */
const HOLDER = /(?:word|wd|phrase|secret|token|key|cookie|authorization)"\s{0,8}:\s{0,8}[{[]/i;

/**
 * Takes terminal sequences and secrets out of a whole line. Where JSON in it hides characters behind escapes, its
 * values are looked at as they read once decoded, JSON within them too; if one is not clean, the JSON is written anew.
 */
export function createCleanLine(patterns: readonly string[]): Redact {
  const redact = createRedact(patterns);
  const hasOwn = patterns.length > 0;
  const clean = (text: string, depth: number): string => {
    const once = redact(withoutEscapes(text));
    // The JSON may stand behind a container's prefix.
    const isHolder = HOLDER.test(once);
    const at = (isHolder || once.includes('\\')) && depth < MAX_DEPTH ? once.indexOf('{"') : -1;
    if (at === -1) return once;
    const mayHide = isHolder || hasOwn || once.includes('\\u') || once.includes('\\/') || maySecret(once);
    return mayHide ? once.slice(0, at) + cleanJson(once.slice(at), depth) : once;
  };

  function cleanJson(text: string, depth: number): string {
    let changed = false;
    const cleanText = (value: string): string => {
      const cleaned = clean(value, depth + 1);
      changed ||= cleaned !== value;
      return cleaned;
    };
    const walk = (value: unknown, name: string | null, level: number): unknown => {
      if (typeof value === 'string') {
        if (name === null || value === '' || value === REDACTED || !isSecretName(name))
          return cleanText(value);
        changed = true;
        return REDACTED;
      }
      if (typeof value !== 'object' || value === null || level > MAX_DEPTH) return value;
      if (Array.isArray(value)) return value.map((item) => walk(item, name, level + 1));
      return Object.fromEntries(
        Object.entries(value).map(([key, inner]) => {
          const holder = name !== null && isSecretName(name) ? name : key;
          return [cleanText(key), walk(inner, holder, level + 1)];
        }),
      );
    };
    const parsed = parse(text);
    if (parsed === undefined) return redact(withoutEscapes(plainLetters(text)));
    const cleaned = walk(parsed, null, depth);
    return changed ? JSON.stringify(cleaned) : text;
  }

  return (text) => clean(text, 0);
}

/** Torn JSON with its escapes of letters, signs and of the escape character resolved; quotes stay as they are. */
function plainLetters(text: string): string {
  return text
    .replaceAll(/\\+u00(1[bB]|9[\dA-Fa-f])/g, (_, code: string) => character(code))
    .replaceAll(/\\+u00([2-7][\dA-Fa-f])/g, (whole, code: string) => {
      const letter = character(code);
      return letter === '"' || letter === '\\' || letter === '\u007f' ? whole : letter;
    })
    .replaceAll(/\\+\//g, '/');
}

function character(code: string): string {
  return String.fromCharCode(Number.parseInt(code, 16));
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // Torn, or no JSON after all.
    return undefined;
  }
}
