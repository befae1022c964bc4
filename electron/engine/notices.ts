import type { Instance } from '../../shared/contract/schemas.ts';
import type { Severity } from '../../shared/domain/severity.ts';
import type { Clock } from './ports.ts';

export type Notice = Instance['notices'][number];

/** What the user must know about Watchpost itself, by subject; a new text for a subject replaces the old one. */
export class Notices {
  readonly #clock: Clock;
  readonly #onChange: () => void;
  readonly #notices = new Map<string, Notice>();

  constructor(clock: Clock, onChange: () => void) {
    this.#clock = clock;
    this.#onChange = onChange;
  }

  set(id: string, severity: Severity, text: string): void {
    const before = this.#notices.get(id);
    if (before?.text === text && before.severity === severity) return;
    this.#notices.set(id, { id, severity, text, since: before?.since ?? this.#clock.now() });
    this.#onChange();
  }

  clear(id: string): void {
    if (this.#notices.delete(id)) this.#onChange();
  }

  list(): Notice[] {
    return [...this.#notices.values()];
  }
}
