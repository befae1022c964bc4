import type { Cancel, Clock } from '../ports.ts';
import { createHeap } from './heap.ts';

interface Entry {
  key: string;
  due: number;
  live: boolean;
}

/** Many instants on the monotonic clock, one for each key, behind a single timer. */
export interface Deadlines {
  /** Sets the instant of `key`, replacing an earlier one. An instant in the past is due at once, never synchronously. */
  set(key: string, due: number): void;
  clear(key: string): void;
  /** The instant of `key`, or null when none is set. */
  dueOf(key: string): number | null;
  /** Forgets everything. */
  stop(): void;
}

/** Calls `onDue` once for each key whose instant has come; the key is free again by then. */
export function createDeadlines(clock: Clock, onDue: (key: string, due: number) => void): Deadlines {
  const entries = new Map<string, Entry>();
  const heap = createHeap<Entry>((a, b) => a.due - b.due);
  let timer: { due: number; cancel: Cancel } | null = null;

  function discardDead(): Entry | undefined {
    let head = heap.peek();
    while (head && !head.live) {
      heap.pop();
      head = heap.peek();
    }
    return head;
  }

  function arm(): void {
    const head = discardDead();
    if (!head) return;
    if (timer && timer.due <= head.due) return;
    timer?.cancel();
    // Timers of the platform have whole milliseconds and would otherwise fire a little early, twice.
    const delay = Math.max(0, Math.ceil(head.due - clock.monotonic()));
    timer = { due: head.due, cancel: clock.setTimeout(fire, delay) };
  }

  function takeDue(): Entry[] {
    const now = clock.monotonic();
    const due: Entry[] = [];
    for (let head = discardDead(); head && head.due <= now; head = discardDead()) {
      heap.pop();
      due.push(head);
    }
    return due;
  }

  function fire(): void {
    timer = null;
    try {
      for (const entry of takeDue()) {
        if (!entry.live) continue;
        drop(entry);
        onDue(entry.key, entry.due);
      }
    } finally {
      arm();
    }
  }

  function drop(entry: Entry): void {
    entry.live = false;
    entries.delete(entry.key);
  }

  /** Replaced entries stay in the heap until they surface; this bounds how many. */
  function compact(): void {
    if (heap.size > 2 * entries.size + 64) heap.replace([...entries.values()]);
  }

  return {
    set(key, due) {
      const old = entries.get(key);
      if (old) {
        if (old.due === due) return;
        drop(old);
      }
      const entry = { key, due, live: true };
      entries.set(key, entry);
      heap.push(entry);
      compact();
      arm();
    },
    clear(key) {
      const entry = entries.get(key);
      if (entry) drop(entry);
    },
    dueOf: (key) => entries.get(key)?.due ?? null,
    stop() {
      timer?.cancel();
      timer = null;
      heap.replace([]);
      entries.clear();
    },
  };
}
