import type { Clock, NetworkProbe } from '../ports.ts';

/** An answer this young speaks for the network without asking again. */
export const FRESH_MS = 5000;
/** How long a canary has for its answer. */
export const PROBE_TIMEOUT_MS = 2000;

/** Something that answers while the network works. */
export interface Canary {
  readonly address: string;
  /** It has answered at some time, so that its silence means something. */
  readonly proven: boolean;
  /** Monotonic time of the last question, or null. */
  readonly askedAt: number | null;
  /** It answered within the last five seconds. */
  isFresh(): boolean;
  /** Asks now, or joins the question under way. */
  ask(): Promise<boolean>;
  /** An answer from before a sleep is not fresh any more, whatever the clock says. */
  forgetAnswer(): void;
}

/** `proven` restores what an earlier run knew. */
export function createCanary(
  address: string,
  { clock, network, proven }: { clock: Clock; network: NetworkProbe; proven: boolean },
): Canary {
  let hasAnswered = proven;
  let answeredAt: number | null = null;
  let askedAt: number | null = null;
  let question: Promise<boolean> | null = null;

  async function put(): Promise<boolean> {
    askedAt = clock.monotonic();
    try {
      const answered = await network.probe(address, PROBE_TIMEOUT_MS);
      if (answered) {
        hasAnswered = true;
        answeredAt = clock.monotonic();
      }
      return answered;
    } finally {
      question = null;
    }
  }

  return {
    address,
    get proven() {
      return hasAnswered;
    },
    get askedAt() {
      return askedAt;
    },
    isFresh: () => answeredAt !== null && clock.monotonic() - answeredAt <= FRESH_MS,
    ask: () => (question ??= put()),
    forgetAnswer() {
      answeredAt = null;
    },
  };
}

/** True as soon as one of them answers, false once all have failed to. */
export async function askAny(canaries: readonly Canary[]): Promise<boolean> {
  if (canaries.length === 0) return false;
  return await new Promise<boolean>((resolve, reject) => {
    let silent = 0;
    for (const canary of canaries) {
      canary.ask().then((answered) => {
        if (answered) resolve(true);
        else if (++silent === canaries.length) resolve(false);
      }, reject);
    }
  });
}
