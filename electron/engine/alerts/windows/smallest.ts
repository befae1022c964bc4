/**
 * The value that would stand at `index` if the values were sorted: Hoare's quickselect ("Algorithm 65: Find", CACM
 * 1961), which looks at each a few times where sorting would at each look at a window cost more than all else.
 * @returns null where there is no such place
 */
export function smallest(values: readonly number[], index: number): number | null {
  if (index < 0 || index >= values.length) return null;
  const list = Float64Array.from(values);
  let low = 0;
  let high = list.length - 1;
  while (low < high) {
    const pivot = middle(at(list, low), at(list, (low + high) >> 1), at(list, high));
    let left = low;
    let right = high;
    while (left <= right) {
      while (at(list, left) < pivot) left += 1;
      while (at(list, right) > pivot) right -= 1;
      if (left > right) break;
      const swapped = at(list, left);
      list[left] = at(list, right);
      list[right] = swapped;
      left += 1;
      right -= 1;
    }
    // Between the two everything is the pivot.
    if (index <= right) high = right;
    else if (index >= left) low = left;
    else return pivot;
  }
  return at(list, index);
}

const at = (list: Float64Array, index: number): number => list[index] ?? 0;

/** Of sorted and of falling values, which are common, it is the one in the middle. */
function middle(a: number, b: number, c: number): number {
  return Math.max(Math.min(a, b), Math.min(Math.max(a, b), c));
}
