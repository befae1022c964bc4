import type { Order, Place } from './order.ts';

/** The first `limit` of what is offered, in an order. */
export interface FirstOf<T> {
  /** Whether something at this place would be kept. */
  wants(place: Place): boolean;
  add(place: Place, value: T): void;
  /** What has been kept, in order. */
  kept(): { place: Place; value: T }[];
}

export function createFirstOf<T>(limit: number, { compare }: Pick<Order, 'compare'>): FirstOf<T> {
  const kept: { place: Place; value: T }[] = [];
  return {
    wants(place) {
      const last = kept.at(-1);
      return kept.length < limit || (last !== undefined && compare(place, last.place) < 0);
    },
    add(place, value) {
      let low = 0;
      let high = kept.length;
      while (low < high) {
        const middle = (low + high) >>> 1;
        const other = kept[middle];
        if (other && compare(other.place, place) <= 0) low = middle + 1;
        else high = middle;
      }
      kept.splice(low, 0, { place, value });
      if (kept.length > limit) kept.pop();
    },
    kept: () => kept,
  };
}
