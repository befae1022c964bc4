/** Values that occur often, numbered in the order in which they come. */
export function createValueTable<T>() {
  const places = new Map<T, number>();
  const values: T[] = [];
  /** Mostly the same as the one before. */
  let last = -1;
  return {
    values,
    place(value: T): number {
      if (last >= 0 && values[last] === value) return last;
      last = places.get(value) ?? values.length;
      if (last === values.length) {
        places.set(value, last);
        values.push(value);
      }
      return last;
    },
  };
}
