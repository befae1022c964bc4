/** One clock for everything in the window that shows an age. */
export interface Ticker {
  /** Wall time in epoch milliseconds. */
  readonly now: () => number;
  /** Runs once a second while the window is visible. */
  readonly subscribe: (listener: () => void) => () => void;
}

export function createTicker(): Ticker {
  const listeners = new Set<() => void>();
  let timer: ReturnType<typeof setInterval> | undefined;

  function tick(): void {
    for (const listener of listeners) listener();
  }
  function update(): void {
    clearInterval(timer);
    if (listeners.size > 0 && !document.hidden) timer = setInterval(tick, 1000);
  }
  document.addEventListener('visibilitychange', () => {
    update();
    if (!document.hidden) tick();
  });

  return {
    now: () => Date.now(),
    subscribe(listener) {
      listeners.add(listener);
      if (listeners.size === 1) update();
      return () => {
        listeners.delete(listener);
        if (listeners.size === 0) update();
      };
    },
  };
}
