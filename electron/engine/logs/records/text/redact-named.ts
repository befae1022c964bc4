/** Names whose value is a secret whatever it looks like. */
const SECRET_NAME =
  /(?:(?:proxy-?)?authorization|set-cookie|cookie|pass(?:word|wd|phrase)|pwd|(?:client|shared|app|webhook|jwt|consumer)?[-_]?secret(?:[-_]?(?:access)?[-_]?key)?|(?:api|access|private|account|subscription|encryption|signing)[-_]?key|(?:(?:access|refresh|id|auth|session|csrf|xsrf|bearer|api)[-_]?)?token)(?=[\\"'\s=:>])/gi;

/** What stands between a name and its value: its closing quote, then `:`, `=`, `=>` or the `>` of a tag. */
const SEPARATOR = /(\\*["'])?\s{0,8}(=>|[:=>])\s{0,8}\[?\s{0,8}/y;
/** `--password x` */
const OPTION = / {1,2}(?=\S)/y;
const SCHEME = /[A-Za-z][\w-]{0,30} +(?=\S)/y;
const BARE = /[^\s"'&,;<>()[\]{}\\]+/y;
const HEADER_VALUE = /[^\r\n"'\\]+/y;
const JSON_WORD = /^(?:true|false|null|undefined|None|nil)$/;
/** Names that also mean something harmless, such as a count of tokens: only texts are taken out. */
const WEAK_NAME = /(?:token|key|cookie)$/i;
const HEADER_NAME = /authorization$|cookie$/i;

interface Value {
  start: number;
  end: number;
  /** Quotes to put around the mark so that a JSON document stays one; empty where they stand already. */
  quote: string;
}

/**
 * Takes out the values of names such as `password`, in JSON (nested and escaped too), logfmt, URLs, headers,
 * XML and option lists. The names and what stands around the values stay.
 */
export function redactNamed(text: string, mark: string): string {
  let result = '';
  let done = 0;
  SECRET_NAME.lastIndex = 0;
  for (let match = SECRET_NAME.exec(text); match; match = SECRET_NAME.exec(text)) {
    const value = findValue(text, match[0], match.index);
    if (!value || value.end <= value.start || value.start < done) continue;
    if (isMark(text, value, mark)) continue;
    result += text.slice(done, value.start) + value.quote + mark + value.quote;
    done = value.end;
    SECRET_NAME.lastIndex = done;
  }
  return done === 0 ? text : result + text.slice(done);
}

/** Whether a value is redacted already; the mark's own bracket may have been taken for a list's. */
function isMark(text: string, { start, end }: Value, mark: string): boolean {
  return [start, start - 1].some((at) => text.startsWith(mark, at) && end <= at + mark.length);
}

function findValue(text: string, name: string, at: number): Value | null {
  const after = at + name.length;
  const separator = stick(SEPARATOR, text, after);
  if (!separator) {
    if (!/--[\w-]{0,24}$/.test(text.slice(Math.max(0, at - 26), at))) return null;
    const gap = stick(OPTION, text, after);
    return gap ? bareValue(text, after + gap[0].length, name, ' ', '') : null;
  }
  const [whole, nameQuote = '', sign = ''] = separator;
  const start = after + whole.length;
  return quotedValue(text, start) ?? bareValue(text, start, name, sign, nameQuote);
}

/** A value in quotes, which may be escaped any number of times; its end is a quote escaped as often. */
function quotedValue(text: string, at: number): Value | null {
  let depth = 0;
  while (text.charCodeAt(at + depth) === 92) depth += 1;
  const quote = text.charAt(at + depth);
  if (quote !== '"' && quote !== "'") return null;
  const start = at + depth + 1;
  for (let end = text.indexOf(quote, start); end !== -1; end = text.indexOf(quote, end + 1)) {
    let slashes = 0;
    while (end - slashes > start && text.charCodeAt(end - 1 - slashes) === 92) slashes += 1;
    if (slashes >= depth && (slashes - depth) % (2 * depth + 2) === 0) {
      return { start, end: end - depth, quote: '' };
    }
  }
  return { start, end: text.length, quote: '' };
}

function bareValue(text: string, start: number, name: string, sign: string, nameQuote: string): Value | null {
  if (HEADER_NAME.test(name) && sign !== '>') return headerValue(text, start, name, sign);
  const word = stick(BARE, text, start)?.[0];
  if (word === undefined || JSON_WORD.test(word)) return null;
  if (nameQuote !== '') {
    // An unquoted value after a quoted name is a number.
    return WEAK_NAME.test(name) ? null : { start, end: start + word.length, quote: nameQuote };
  }
  // In a sentence (`token: expired`) a weak name is no name; with `=` it is.
  if (sign === ':' && WEAK_NAME.test(name) && !/\d/.test(word)) return null;
  return { start, end: start + word.length, quote: '' };
}

/** `Bearer abc`, a whole Digest, all of a cookie header. */
function headerValue(text: string, start: number, name: string, sign: string): Value | null {
  const isWhole = /cookie$/i.test(name) || /^(?:Digest|OAuth|AWS4)/i.test(text.slice(start, start + 6));
  if (isWhole) {
    if (sign === ':' && !/cookie$/i.test(name)) return { start, end: text.length, quote: '' };
    const rest = stick(HEADER_VALUE, text, start)?.[0];
    return rest === undefined || !rest.includes('=') ? null : { start, end: start + rest.length, quote: '' };
  }
  const scheme = stick(SCHEME, text, start)?.[0] ?? '';
  const hasScheme = /^(?:bearer|basic|token|apikey|negotiate|ntlm|hoba|mutual|scram|key|bot)/i.test(scheme);
  const from = hasScheme ? start + scheme.length : start;
  const word = stick(BARE, text, from)?.[0];
  if (word === undefined || JSON_WORD.test(word)) return null;
  return { start, end: from + word.length, quote: '' };
}

function stick(pattern: RegExp, text: string, at: number): RegExpExecArray | null {
  pattern.lastIndex = at;
  return pattern.exec(text);
}

/** Whether a value under this name is a secret. */
export function isSecretName(name: string): boolean {
  SECRET_NAME.lastIndex = 0;
  const match = SECRET_NAME.exec(`${name}=`);
  SECRET_NAME.lastIndex = 0;
  return match !== null && match.index + match[0].length === name.length;
}
