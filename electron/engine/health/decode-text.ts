/** Lines that services put before JSON so that it cannot be run as a script. */
const GUARD = /^(?:\)\]\}',?|while\s*\(1\);?|for\s*\(;;\);?|\{\}\s*&&)[ \t]*\r?\n?/;

/**
 * The text of a body: UTF-8 with invalid bytes replaced, UTF-16 by its byte order mark or by the pattern of its
 * zero bytes, another encoding where the content type names one. Byte order mark, guard line (`)]}',`) and
 * surrounding white space are dropped. Never throws.
 */
export function decodeText(body: Uint8Array, contentType: string | null): string {
  const text = new TextDecoder(encodingOf(body, contentType)).decode(body);
  return text.trim().replace(GUARD, '').trim();
}

function encodingOf(body: Uint8Array, contentType: string | null): string {
  const [first, second, third] = body;
  if (first === 0xff && second === 0xfe) return 'utf-16le';
  if (first === 0xfe && second === 0xff) return 'utf-16be';
  if (first === 0xef && second === 0xbb && third === 0xbf) return 'utf-8';
  if (first === 0 && second !== 0 && second !== undefined) return 'utf-16be';
  if (second === 0 && first !== 0 && third !== 0) return 'utf-16le';
  return declaredEncoding(contentType) ?? 'utf-8';
}

function declaredEncoding(contentType: string | null): string | null {
  const label = /;\s*charset\s*=\s*"?([\w.:-]{1,40})/i.exec(contentType ?? '')?.[1];
  if (label === undefined) return null;
  try {
    return new TextDecoder(label).encoding;
  } catch {
    // A label nobody knows says nothing about the bytes, and UTF-8 is what JSON is written in.
    return null;
  }
}

/** The media type of a content type, lower case and without parameters; empty where there is none. */
export function mediaType(contentType: string | null): string {
  return (contentType ?? '').split(';', 1)[0]?.trim().toLowerCase() ?? '';
}

/** Whether a content type promises JSON: `application/json`, `text/json`, `application/health+json` … */
export function promisesJson(contentType: string | null): boolean {
  const type = mediaType(contentType);
  return /^(?:application|text)\/(?:x-)?json$/.test(type) || type.endsWith('+json');
}
