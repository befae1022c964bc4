/** A binary min-heap. */
export interface Heap<T> {
  readonly size: number;
  peek(): T | undefined;
  push(item: T): void;
  pop(): T | undefined;
  /** Drops what it holds and takes these instead. */
  replace(items: T[]): void;
}

/** `compare` is negative where its first argument comes first. */
export function createHeap<T>(compare: (a: T, b: T) => number): Heap<T> {
  let items: T[] = [];

  function before(a: number, b: number): boolean {
    const first = items[a];
    const second = items[b];
    return first !== undefined && second !== undefined && compare(first, second) < 0;
  }

  function swap(a: number, b: number): void {
    const first = items[a];
    const second = items[b];
    if (first === undefined || second === undefined) return;
    items[a] = second;
    items[b] = first;
  }

  function up(start: number): void {
    let index = start;
    while (index > 0) {
      const parent = (index - 1) >> 1;
      if (!before(index, parent)) return;
      swap(index, parent);
      index = parent;
    }
  }

  function down(start: number): void {
    let index = start;
    for (;;) {
      const left = 2 * index + 1;
      const right = left + 1;
      let least = before(left, index) ? left : index;
      if (before(right, least)) least = right;
      if (least === index) return;
      swap(index, least);
      index = least;
    }
  }

  return {
    get size() {
      return items.length;
    },
    peek: () => items[0],
    push(item) {
      items.push(item);
      up(items.length - 1);
    },
    pop() {
      const head = items[0];
      const last = items.pop();
      if (items.length > 0 && last !== undefined) {
        items[0] = last;
        down(0);
      }
      return head;
    },
    replace(next) {
      items = [...next].toSorted(compare);
    },
  };
}
