import type { Cancel, Clock } from './ports.ts';

/** Collects items for `delayMs` after the first and hands them over together, each once. */
export function coalesce<T>(
  clock: Clock,
  delayMs: number,
  deliver: (items: ReadonlySet<T>) => void,
): { add(item: T): void; flush(): void; stop(): void } {
  let items = new Set<T>();
  let cancel: Cancel | null = null;
  const flush = () => {
    cancel?.();
    cancel = null;
    if (items.size === 0) return;
    const ready = items;
    items = new Set();
    deliver(ready);
  };
  return {
    add(item) {
      items.add(item);
      cancel ??= clock.setTimeout(flush, delayMs);
    },
    flush,
    stop: () => cancel?.(),
  };
}
