/** What is remembered to tell a service that is starting from one that is broken. Wall times. */
export interface GraceMemory {
  /** First refusal since the service last did its work. */
  refusedSince: number | null;
  /** Latest refusal since then. */
  refusedAt: number | null;
  /** When a restart was last seen in the body. */
  restartedAt: number | null;
}

export const NO_GRACE: GraceMemory = { refusedSince: null, refusedAt: null, restartedAt: null };

export interface GraceSign {
  at: number;
  refused: boolean;
  restarted: boolean;
  /** True when the answer was healthy or degraded by itself. */
  working: boolean;
}

/**
 * Follows the signs of a start. Refusals in a row are "starting" for `graceMs` from the first of them; a failing
 * answer is for `graceMs` from the last refusal or from a restart seen in the body.
 */
export function followStart(
  before: GraceMemory,
  { at, refused, restarted, working }: GraceSign,
  graceMs: number,
): { memory: GraceMemory; starting: boolean } {
  const restartedAt = restarted ? at : before.restartedAt;
  if (working) return { memory: { ...NO_GRACE, restartedAt }, starting: false };
  const memory: GraceMemory = {
    refusedSince: refused ? (before.refusedSince ?? at) : before.refusedSince,
    refusedAt: refused ? at : before.refusedAt,
    restartedAt,
  };
  const from = refused ? memory.refusedSince : latest(memory.refusedAt, restartedAt);
  return { memory, starting: from !== null && at >= from && at - from < graceMs };
}

function latest(a: number | null, b: number | null): number | null {
  if (a === null || b === null) return a ?? b;
  return Math.max(a, b);
}
