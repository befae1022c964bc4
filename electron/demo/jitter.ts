import type { Random } from '../engine/ports.ts';

/** A believable latency around `typicalMs`: mostly within a third of it, now and then twice as long. */
export function jitter(random: Random, typicalMs: number): number {
  const spread = 0.8 + 0.5 * random();
  return typicalMs * (random() < 0.03 ? 2 * spread : spread);
}

/** One of several; the list must not be empty. */
export function pick<T>(random: Random, choices: readonly T[]): T {
  const choice = choices[Math.floor(random() * choices.length)];
  if (choice === undefined) throw new RangeError('Nothing to pick from.');
  return choice;
}

/** An identifier of hexadecimal digits. */
export function hexId(random: Random, digits: number): string {
  return Array.from({ length: digits }, () => Math.floor(random() * 16).toString(16)).join('');
}
