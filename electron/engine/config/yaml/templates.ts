/** One piece of a text with `${…}` in it. */
export type TemplatePart =
  | { kind: 'literal'; text: string }
  | { kind: 'variable'; name: string; fallback: string | null }
  | { kind: 'file'; path: string }
  | { kind: 'secret'; name: string };

export type Template = { ok: true; parts: TemplatePart[] } | { ok: false; message: string };

const VARIABLE = /^([A-Za-z_][A-Za-z0-9_]*)(?::-([^]*))?$/;

function readReference(inner: string): TemplatePart | string {
  if (inner.includes('${')) return 'a ${…} cannot stand inside another';
  if (inner.startsWith('file:')) {
    const path = inner.slice(5);
    return path === '' ? '${file:} needs a path' : { kind: 'file', path };
  }
  if (inner.startsWith('secret:')) {
    const name = inner.slice(7);
    return name === '' ? '${secret:} needs a name' : { kind: 'secret', name };
  }
  const match = VARIABLE.exec(inner);
  if (match?.[1] === undefined) {
    return `"\${${inner}}" is no reference; write \${NAME}, \${NAME:-default}, \${file:PATH} or \${secret:NAME}, and $$ for a dollar`;
  }
  return { kind: 'variable', name: match[1], fallback: match[2] ?? null };
}

/** The text that reads as `text` once references are replaced. */
export function escapeTemplate(text: string): string {
  return text.replaceAll(/\$(?=[{$])/g, '$$$$');
}

/**
 * Takes a text apart: `${NAME}`, `${NAME:-default}`, `${file:PATH}`, `${secret:NAME}`, `$$` for a dollar.
 * A dollar before anything else is just a dollar.
 */
export function parseTemplate(text: string): Template {
  const parts: TemplatePart[] = [];
  let literal = '';
  for (let at = 0; at < text.length;) {
    const next = text.indexOf('$', at);
    const until = next < 0 ? text.length : next;
    literal += text.slice(at, until);
    if (next < 0) break;
    const follower = text.charAt(next + 1);
    if (follower === '{') {
      const close = text.indexOf('}', next);
      if (close < 0) return { ok: false, message: '"${" without "}"; write $$ for a dollar' };
      const part = readReference(text.slice(next + 2, close));
      if (typeof part === 'string') return { ok: false, message: part };
      if (literal !== '') parts.push({ kind: 'literal', text: literal });
      literal = '';
      parts.push(part);
      at = close + 1;
    } else {
      literal += '$';
      at = next + (follower === '$' ? 2 : 1);
    }
  }
  if (literal !== '') parts.push({ kind: 'literal', text: literal });
  return { ok: true, parts };
}
