import type { Clock } from '../../../ports.ts';
import type { ProcessGroup } from './process-group.ts';

/** How long a group may take to end when asked to. */
export const TERM_GRACE_MS = 1_000;

/** How long the system may take to end it after that; a process that waits for a dead disk takes longer. */
const KILL_GRACE_MS = 500;

const LOOK_EVERY_MS = 20;

/** Ends what is left of a group: asks, and after a second insists. Resolves within 1.5 s, gone or not. */
export async function endGroup(group: ProcessGroup, clock: Clock): Promise<void> {
  if (!group.alive()) return;
  group.terminate();
  if (await gone(group, clock, TERM_GRACE_MS)) return;
  group.kill();
  await gone(group, clock, KILL_GRACE_MS);
}

async function gone(group: ProcessGroup, clock: Clock, withinMs: number): Promise<boolean> {
  const end = clock.monotonic() + withinMs;
  while (group.alive()) {
    if (clock.monotonic() >= end) return false;
    await new Promise<void>((resolve) => void clock.setTimeout(resolve, LOOK_EVERY_MS));
  }
  return true;
}
