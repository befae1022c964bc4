/** Delivery in a test: what is decided arrives at once, unless the notifier fails; then it is tried again. */
import type { CoreNotification, LedgerRow } from '../core/effects.ts';

const FIRST_RETRY_MS = 2_000;
const LONGEST_RETRY_MS = 120_000;
/** An older message is replaced by what is true by then, or dropped. */
const WORTH_MS = 15 * 60_000;

interface Waiting {
  notification: CoreNotification;
  tries: number;
  dueAt: number;
}

export interface DeliveryOutcome {
  delivered: CoreNotification[];
  ledger: LedgerRow[];
}

export class Delivery {
  #waiting: Waiting[] = [];
  readonly #failsUntil = new Map<string, number>();
  readonly #isOpen: (subject: string) => boolean;

  /** `isOpen` tells whether a subject has an open incident. */
  constructor(isOpen: (subject: string) => boolean) {
    this.#isOpen = isOpen;
  }

  fail(notifier: string, until: number): void {
    this.#failsUntil.set(notifier, until);
  }

  nextDue(): number | null {
    return this.#waiting.length === 0 ? null : Math.min(...this.#waiting.map(({ dueAt }) => dueAt));
  }

  /** Tries what is new and what is due again. */
  run(fresh: readonly CoreNotification[], at: number): DeliveryOutcome {
    const due = this.#waiting.filter(({ dueAt }) => dueAt <= at);
    this.#waiting = this.#waiting.filter(({ dueAt }) => dueAt > at);
    const attempts = [...due, ...fresh.map((notification) => ({ notification, tries: 0, dueAt: at }))];
    const outcome: DeliveryOutcome = { delivered: [], ledger: [] };
    for (const attempt of attempts) this.#attempt(attempt, at, outcome);
    return outcome;
  }

  #attempt({ notification, tries }: Waiting, at: number, outcome: DeliveryOutcome): void {
    const tell = (decision: LedgerRow['decision'], text: string) =>
      outcome.ledger.push(...rows(notification, at, decision, text));
    const present = at - notification.at > WORTH_MS ? this.#present(notification) : notification;
    if (present === null) {
      tell('dropped', 'older than 15 min, and over');
      return;
    }
    if ((this.#failsUntil.get(notification.channel) ?? -Infinity) > at) {
      tell('failed', `${notification.channel} fails`);
      const wait = Math.min(FIRST_RETRY_MS * 2 ** tries, LONGEST_RETRY_MS);
      this.#waiting.push({ notification, tries: tries + 1, dueAt: at + wait });
      return;
    }
    tell('delivered', notification.channel);
    outcome.delivered.push(present);
  }

  /** What is still true of an old message, or null. */
  #present(notification: CoreNotification): CoreNotification | null {
    const subjects = notification.subjects.filter(this.#isOpen);
    return subjects.length === 0 || notification.kind === 'recovery' ? null : { ...notification, subjects };
  }
}

function rows(
  { alerts, subjects }: CoreNotification,
  at: number,
  decision: LedgerRow['decision'],
  text: string,
): LedgerRow[] {
  const about = alerts.length > 0 ? alerts : subjects.map((subject) => ({ rule: '', subject }));
  return about.map(({ rule, subject }) => ({ at, subject, rule, decision, by: '', text }));
}
