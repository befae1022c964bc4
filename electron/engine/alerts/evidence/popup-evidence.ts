import type { OutgoingNotification } from '../../notify/notifier.ts';
import type { Cancel, Clock } from '../../ports.ts';
import type { CoreNotification } from '../core/effects.ts';

type Evidence = OutgoingNotification['evidence'];

/** A popup waits so long for what belongs to it, then it goes without. */
const WITHIN_MS = 500;

export interface PopupEvidenceDeps {
  clock: Clock;
  evidence(subject: string, at: number): Promise<Evidence> | null;
  /** Nothing is waited for any more. */
  onAll(): void;
}

/** Evidence for notifications on their way: of each that tells of a problem of a monitor, within bounded time. */
export class PopupEvidence {
  readonly #deps: PopupEvidenceDeps;
  readonly #found = new Map<string, Evidence>();
  /** What ends the waiting, by notification. */
  readonly #waiting = new Map<string, Cancel>();

  constructor(deps: PopupEvidenceDeps) {
    this.#deps = deps;
  }

  get waiting(): boolean {
    return this.#waiting.size > 0;
  }

  /** @param at wall time of the notification */
  lookFor({ id, kind, root, subjects }: CoreNotification, at: number): void {
    const lead = root ?? subjects[0];
    if ((kind !== 'problem' && kind !== 'update') || lead === undefined || lead.startsWith('log:')) return;
    const looking = this.#deps.evidence(lead, at);
    if (!looking) return;
    this.#waiting.set(
      id,
      this.#deps.clock.setTimeout(() => this.#end(id), WITHIN_MS),
    );
    const found = (evidence: Evidence) => {
      if (!this.#waiting.has(id)) return;
      if (evidence) this.#found.set(id, evidence);
      this.#end(id);
    };
    looking.then(found, () => found(null));
  }

  /** What was found for a notification, once. */
  take(id: string): Evidence {
    const evidence = this.#found.get(id) ?? null;
    this.#found.delete(id);
    return evidence;
  }

  /** Waits for nothing more. */
  stop(): void {
    for (const cancel of this.#waiting.values()) cancel();
    this.#waiting.clear();
  }

  #end(id: string): void {
    this.#waiting.get(id)?.();
    this.#waiting.delete(id);
    if (this.#waiting.size === 0) this.#deps.onAll();
  }
}
