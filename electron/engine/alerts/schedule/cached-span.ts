import type { RecurringSpan } from './span.ts';

/** A span that is asked very often: it is worked out once for each of its changes. */
export class CachedSpan implements RecurringSpan {
  readonly #span: RecurringSpan;
  #known: { from: number; until: number | null; active: boolean } | null = null;

  constructor(span: RecurringSpan) {
    this.#span = span;
  }

  isActive(at: number): boolean {
    return this.#look(at).active;
  }

  nextChange(at: number): number | null {
    return this.#look(at).until;
  }

  #look(at: number) {
    const known = this.#known;
    if (known && at >= known.from && (known.until === null || at < known.until)) return known;
    const fresh = { from: at, until: this.#span.nextChange(at), active: this.#span.isActive(at) };
    this.#known = fresh;
    return fresh;
  }
}
