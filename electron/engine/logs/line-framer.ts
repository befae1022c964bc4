import type { LineFramer } from './framing.ts';
import { createUtf16Framer } from './utf16-framer.ts';
import { createUtf8Framer } from './utf8-framer.ts';

export type TextEncoding = 'utf-8' | 'utf-16le' | 'utf-16be';

/** The encoding that a file's first bytes announce; null where there are too few to tell. */
export function encodingOf(head: Uint8Array): TextEncoding | null {
  const [first, second] = head;
  if (first === 0xff) return second === undefined ? null : second === 0xfe ? 'utf-16le' : 'utf-8';
  if (first === 0xfe) return second === undefined ? null : second === 0xff ? 'utf-16be' : 'utf-8';
  return first === undefined ? null : 'utf-8';
}

/**
 * @param offset of the first byte that will be pushed; the start of a line
 * @param encoding null finds it out by the first bytes, which then are those of the file
 */
export function createLineFramer(offset: number, encoding: TextEncoding | null = null): LineFramer {
  let inner = encoding === null ? null : framerOf(offset, encoding);
  let waiting: Buffer = Buffer.alloc(0);
  const choose = (certain: boolean): LineFramer | null => {
    const found = encodingOf(waiting) ?? (certain ? 'utf-8' : null);
    return found === null ? null : framerOf(offset, found);
  };
  return {
    push(chunk) {
      if (inner) return inner.push(chunk);
      waiting = Buffer.concat([waiting, chunk]);
      inner = choose(false);
      return inner ? inner.push(waiting) : { lines: [], holes: [] };
    },
    flush() {
      if (inner) return inner.flush();
      inner = choose(true);
      if (!inner) return { lines: [], holes: [] };
      const { lines, holes } = inner.push(waiting);
      const rest = inner.flush();
      return { lines: [...lines, ...rest.lines], holes: [...holes, ...rest.holes] };
    },
    get lineStart() {
      return inner?.lineStart ?? offset;
    },
    get inNuls() {
      return inner?.inNuls ?? false;
    },
    partial: () => inner?.partial() ?? null,
  };
}

function framerOf(offset: number, encoding: TextEncoding): LineFramer {
  return encoding === 'utf-8' ? createUtf8Framer(offset) : createUtf16Framer(offset, encoding);
}
