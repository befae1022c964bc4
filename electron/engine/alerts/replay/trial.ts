/** One rule while it is tried on the past, and what is to be told of it. */
import type { AlertRule } from '../../../../shared/config/alerts/model.ts';
import type { Firing } from './firing.ts';
import { replayablePart, replayCaveats } from './replayable.ts';

export interface ReplayedFiring extends Firing {
  /** Of the subject. */
  name: string;
  /** It rests on sums of five minutes, at least where it began. */
  approximate: boolean;
}

/** What one rule would have done. */
export interface ReplayedRule {
  rule: AlertRule;
  /** Oldest first. */
  firings: ReplayedFiring[];
  /** How many subjects it watches. */
  subjects: number;
  /** False where the past says nothing at all that it could be tried on. */
  tried: boolean;
  /** From here on all of it is exact; null: from the beginning. */
  exactFrom: number | null;
  /** Before it nothing was recorded that it could be tried on; null: there was, from the beginning. */
  recordedFrom: number | null;
  /** What the answer leaves out, in sentences. */
  notes: string[];
}

/** What was found about one subject. */
export interface Found {
  firings: readonly Firing[];
  name: string;
  /** Null: from the beginning. */
  exactFrom: number | null;
  /** The first that was recorded; null where nothing was. */
  recordedFrom: number | null;
}

const MOST_NAMED = 5;
/** Whoever reads that a rule fires so often has read enough, and memory stays bounded. */
export const MOST_FIRINGS = 10_000;

export class Trial {
  readonly rule: AlertRule;
  /** What of it can be tried; null where nothing can. */
  readonly part: AlertRule | null;
  #subjects = 0;
  readonly #since: number;
  #firings: ReplayedFiring[] = [];
  #exactFrom = -Infinity;
  #recordedFrom = Infinity;
  #unrecorded: string[] = [];
  #untried = 0;

  constructor(rule: AlertRule, since: number) {
    this.rule = rule;
    this.part = replayablePart(rule);
    this.#since = since;
  }

  /** How many subjects it watches. */
  watches(subjects: number): void {
    this.#subjects = subjects;
  }

  add(subject: string, { firings, name, exactFrom, recordedFrom }: Found): void {
    for (const firing of firings) {
      const approximate = exactFrom !== null && firing.from < exactFrom;
      this.#firings.push({ ...firing, name, approximate });
    }
    if (recordedFrom === null) this.#unrecorded.push(subject);
    else this.#recordedFrom = Math.min(this.#recordedFrom, recordedFrom);
    if (exactFrom !== null) this.#exactFrom = Math.max(this.#exactFrom, exactFrom);
  }

  /** It fired so often that it needs no further trial. */
  get isFull(): boolean {
    return this.#firings.length >= MOST_FIRINGS;
  }

  /** There was no time for a subject. */
  skip(): void {
    this.#untried += 1;
  }

  conclude(): ReplayedRule {
    const within = (at: number) => (Number.isFinite(at) && at > this.#since ? at : null);
    return {
      rule: this.rule,
      firings: this.#firings.toSorted((a, b) => a.from - b.from).slice(-MOST_FIRINGS),
      subjects: this.#subjects,
      tried: this.part !== null && this.#recordedFrom < Infinity,
      exactFrom: within(this.#exactFrom),
      recordedFrom: within(this.#recordedFrom),
      notes: this.#notes(),
    };
  }

  #notes(): string[] {
    const notes = replayCaveats(this.rule);
    if (this.part !== null && this.#subjects === 0) notes.push('It watches nothing at present.');
    if (this.#unrecorded.length > 0) notes.push(`Nothing is recorded of ${named(this.#unrecorded)}.`);
    if (this.isFull) {
      notes.push(`It fires so often that it was tried no further after ${MOST_FIRINGS} times.`);
    } else if (this.#untried > 0) {
      const of = `${this.#untried} of ${this.#subjects}`;
      notes.push(`There was no time to try it on ${of} subjects; name fewer in \`monitors\`.`);
    }
    return notes;
  }
}

function named(ids: readonly string[]): string {
  const shown = ids.slice(0, MOST_NAMED).join(', ');
  return ids.length > MOST_NAMED ? `${shown} and ${ids.length - MOST_NAMED} more` : shown;
}
