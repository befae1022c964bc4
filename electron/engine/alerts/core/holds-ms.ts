/** How long a result holds from its start on: two intervals and the timeout. */
export function holdsMs({ intervalMs, timeoutMs }: { intervalMs: number; timeoutMs: number }): number {
  return 2 * intervalMs + timeoutMs;
}
