import type { Digest } from '../../../shared/contract/alert-schemas.ts';
import type { Presence } from '../ports.ts';
import type { AwayMemory } from './alert-store.ts';

/** Whether somebody sits at the machine, and the card about what waited meanwhile. Times are wall times. */
export class Away {
  #away = false;
  /** Since when nobody is or was there, until a card has told of it. */
  #from: number | null = null;
  #card: Digest | null = null;
  /** An earlier run knew that nobody was there; whether that still holds is not known yet. */
  #isRemembered = false;

  get from(): number | null {
    return this.#from;
  }

  /** The card that waits for the user's return, or null. */
  get card(): Digest | null {
    return this.#card;
  }

  /** What a next run must know. */
  get memory(): AwayMemory {
    return { away: this.#away, from: this.#from, card: this.#card };
  }

  /** True where nobody was there when the last run ended, so that somebody must tell whether that still holds. */
  get isUncertain(): boolean {
    return this.#away && this.#isRemembered;
  }

  restore({ away, from, card }: AwayMemory): void {
    this.#away = away;
    this.#from = from;
    this.#card = card;
    this.#isRemembered = true;
  }

  /**
   * @param idleAfterMs so long without a hand at the machine is away
   * @returns what changed: since when it is idle, null where it is not; null where nothing changed
   */
  look({ idleMs, locked }: Presence, idleAfterMs: number, now: number): { idleSince: number | null } | null {
    const idle = idleMs >= idleAfterMs;
    this.#isRemembered = false;
    if ((locked || idle) === this.#away) return null;
    this.#away = locked || idle;
    const idleSince = idle ? now - idleMs : null;
    if (this.#away) this.#from = idleSince ?? now;
    return { idleSince };
  }

  show(card: Digest | null): void {
    this.#card = card;
    this.#from = null;
  }
}
