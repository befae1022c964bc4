import type { Cancel, PowerSignals } from '../../electron/engine/ports.ts';

/** Power signals that a test sends itself. */
export class FakeSignals implements PowerSignals {
  readonly #suspend = new Set<() => void>();
  readonly #resume = new Set<() => void>();

  onSuspend(listener: () => void): Cancel {
    this.#suspend.add(listener);
    return () => void this.#suspend.delete(listener);
  }

  onResume(listener: () => void): Cancel {
    this.#resume.add(listener);
    return () => void this.#resume.delete(listener);
  }

  suspend(): void {
    for (const listener of this.#suspend) listener();
  }

  resume(): void {
    for (const listener of this.#resume) listener();
  }

  get listeners(): number {
    return this.#suspend.size + this.#resume.size;
  }
}
