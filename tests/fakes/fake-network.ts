import type { NetworkProbe } from '../../electron/engine/ports.ts';
import type { VirtualClock } from './virtual-clock.ts';

/** A network that does as it is told: which canaries answer, and whether an interface is up. */
export class FakeNetwork implements NetworkProbe {
  up = true;
  servers: string[] = [];
  /** Addresses that answer; all others stay silent until their time is over. */
  answering = new Set<string>();
  /** Every question, with its monotonic time. */
  asked: { canary: string; at: number }[] = [];
  /** How long an answer takes. */
  answerMs = 20;
  readonly #clock: VirtualClock;

  constructor(clock: VirtualClock) {
    this.#clock = clock;
  }

  interfaceUp(): boolean {
    return this.up;
  }

  dnsServers(): string[] {
    return this.servers;
  }

  async probe(canary: string, timeoutMs: number): Promise<boolean> {
    this.asked.push({ canary, at: this.#clock.monotonic() });
    const answers = this.up && this.answering.has(canary);
    await new Promise<void>(
      (resolve) => void this.#clock.setTimeout(resolve, answers ? this.answerMs : timeoutMs),
    );
    return answers;
  }
}
