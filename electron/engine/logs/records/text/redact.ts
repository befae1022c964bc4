import { RE2JS } from 're2js';
import { redactNamed } from './redact-named.ts';
import { maySecret } from './secret-marks.ts';

/** What stands in the place of a secret in a log. */
export const REDACTED = '[redacted]';

/** Takes secrets out of a text; what has none is returned as it is. Applied twice it changes nothing more. */
export type Redact = (text: string) => string;

/** Secrets that are known by their own shape, wherever they stand. */
const SHAPES: readonly [RegExp, string][] = [
  // OpenAI, Anthropic, Stripe and those who name keys like them
  [/(?<![A-Za-z0-9])(?:sk-[\w-]{6,}|(?:sk|rk)_(?:live|test|prod)_\w{6,}|whsec_[\w+/=]{8,})/g, REDACTED],
  [/(?<![A-Za-z0-9])(?:AKIA|ASIA)[A-Z0-9]{12,}/g, REDACTED],
  [/(?<![A-Za-z0-9])(?:gh[opusr]_\w{8,}|github_pat_\w{8,}|glpat-[\w-]{8,})/g, REDACTED],
  [/(?<![A-Za-z0-9])(?:xox[a-z]-[\w-]{6,}|xapp-[\w-]{6,})/g, REDACTED],
  [/hooks\.slack\.com\/(?:services|workflows|triggers)\/[^\s"'<>\\]+/g, `hooks.slack.com/${REDACTED}`],
  [/(?<![A-Za-z0-9])(?:AIza[\w-]{20,}|npm_\w{20,}|hf_\w{16,}|SG\.[\w-]{10,}\.[\w-]{10,})/g, REDACTED],
  [/-----BEGIN [A-Z ]*PRIVATE KEY-----(?:[^-]|-(?!----))*(?:-----END [A-Z ]*PRIVATE KEY-----)?/g, REDACTED],
  // A bearer token outside a header: something with a digit in it, or too long for a word
  [/\b([Bb]earer|BEARER)\s+(?:(?=[\w.~+/-]*\d)[\w.~+/-]{6,}|[\w.~+/-]{20,})=*/g, `$1 ${REDACTED}`],
  // User and password of a URL, up to the last @ before the path
  [/:\/\/[^\s/?#"'<>@\\]*(?:@[^\s/?#"'<>@\\]*)*@/g, `://${REDACTED}@`],
];

/**
 * @param patterns RE2 patterns of the source's `redact`; a whole match is taken out
 * @throws Error for a pattern that RE2 does not accept
 */
export function createRedact(patterns: readonly string[] = []): Redact {
  const own = patterns.map((pattern) => RE2JS.compile(pattern));
  const builtIn = (text: string) => (maySecret(text) ? redactKnown(text) : text);
  if (own.length === 0) return builtIn;
  return (text) => own.reduce((rest, pattern) => takeOut(pattern, rest), builtIn(text));
}

/** Words joined by dots, of which each character is looked at once. */
const DOTTED = /[\w.-]+/g;
/** JSON Web Tokens: two to five parts, the first always begins with `{"`. */
const TOKEN = /^eyJ[\w-]{4,}\.[\w-]{2,}(?:\.[\w-]*){0,3}/;

function withoutTokens(text: string): string {
  if (!text.includes('eyJ')) return text;
  return text.replaceAll(DOTTED, (words) => {
    // Where a part begins with a letter of an escape, such as `\\n`, the token begins behind it.
    const parts = words.split('.');
    const first = parts.findIndex((part) => part.includes('eyJ'));
    if (first === -1) return words;
    const before = parts.slice(0, first).join('.');
    const part = parts.slice(first).join('.');
    const at = part.indexOf('eyJ');
    const found = TOKEN.exec(part.slice(at));
    if (!found) return words;
    return `${before}${first > 0 ? '.' : ''}${part.slice(0, at)}${REDACTED}${part.slice(at + found[0].length)}`;
  });
}

function redactKnown(text: string): string {
  const named = redactNamed(text, REDACTED);
  return SHAPES.reduce(
    (rest, [shape, replacement]) => rest.replace(shape, replacement),
    withoutTokens(named),
  );
}

/** Matches within what is redacted already stay, so that the marks do not grow with each turn. */
function takeOut(pattern: RE2JS, text: string): string {
  return text
    .split(REDACTED)
    .map((part) => pattern.matcher(part).replaceAll(REDACTED))
    .join(REDACTED);
}
