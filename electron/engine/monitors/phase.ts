/** FNV-1a, 32 bits, over UTF-16 code units; stable across runs and platforms. See RFC 9923 for the constants. */
export function stableHash(text: string): number {
  let hash = 0x811c9dc5;
  for (let index = 0; index < text.length; index += 1) {
    hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193);
  }
  return hash >>> 0;
}

/** Where in its interval a monitor is checked, in whole milliseconds: the same after every restart. */
export function phaseOf(id: string, intervalMs: number): number {
  return stableHash(id) % intervalMs;
}

/** The first instant strictly after `afterMs` that is congruent to `phaseMs` modulo `intervalMs`. */
export function nextTick(afterMs: number, phaseMs: number, intervalMs: number): number {
  return phaseMs + (Math.floor((afterMs - phaseMs) / intervalMs) + 1) * intervalMs;
}
