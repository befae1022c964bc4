/** Why there was a popup, or none: one sentence for a rule and a subject. Pure. */
import type { LedgerRow } from '../../../shared/contract/alert-schemas.ts';
import { exactDuration } from '../../../shared/domain/time-text.ts';
import { conditionInWords } from './condition-words.ts';
import type { Sight } from './core/sight.ts';
import { FLAPPING_RULE } from './core/settings.ts';
import { mainCondition, thresholdInWords, valueInWords } from './words.ts';

export interface WhyContext {
  /** Times of the core as people read them. */
  clockTime: (at: number) => string;
  /** Wall times likewise. */
  wallClockTime: (at: number) => string;
  /** The monitor's state as people say it: `healthy`, `degraded` …; null for a log source. */
  state: string | null;
  /** The newest decision about rule and subject, or null. */
  last: LedgerRow | null;
}

export function whyInWords(sight: Sight, context: WhyContext): string {
  if (sight.closed) return 'is not looked at: the monitor is paused or disabled';
  const { record } = sight;
  if (!record || record.alert.phase === 'inactive') return inactive(sight, context);
  const frozen = record.alert.frozenSince;
  const lastKnown =
    frozen === null ? '' : `; nothing is known since ${context.clockTime(frozen)}, so this is as last known`;
  return `${record.alert.phase === 'pending' ? pending(sight, context) : firing(sight, context)}${lastKnown}`;
}

function inactive(sight: Sight, context: WhyContext): string {
  const { verdict, blind, ready } = sight;
  if (!ready) return 'does not fire';
  const condition = conditionInWords(ready.rule.when);
  if (verdict?.holds === null || !verdict) {
    const why = blind ? 'this machine was asleep or the network is gone' : 'too little is known';
    return `does not fire: ${why}; it fires when ${condition}`;
  }
  return `does not fire: ${measured(sight, context)}`;
}

/** What is so, and what would have to be: `p95 is 320 ms, it fires above 1 s`. */
function measured({ ready, verdict }: Sight, { state }: WhyContext): string {
  if (!ready) return '';
  const { when } = ready.rule;
  const single = when.kind !== 'all' && when.kind !== 'any';
  const main = mainCondition(when);
  const value = verdict?.value ?? null;
  if (single && value !== null) {
    const shown = valueInWords(main, value);
    const limit = thresholdInWords(main);
    const side = 'threshold' in main ? main.threshold.direction : 'after';
    return limit === ''
      ? `it is at ${shown}; it fires when ${conditionInWords(when)}`
      : `${quantity(main)} is ${shown}, it fires ${side} ${limit}`;
  }
  if (single && main.kind === 'state' && state !== null) {
    return `it is ${state}, it fires when ${main.states.join(' or ')}`;
  }
  return `it would when ${conditionInWords(when)}, and that is not so`;
}

function quantity(condition: ReturnType<typeof mainCondition>): string {
  switch (condition.kind) {
    case 'latency':
      return condition.aggregate;
    case 'error_rate':
      return 'the error rate';
    case 'uptime':
      return 'uptime';
    case 'cert_expires':
      return 'the time to the end of the certificate';
    case 'file_age':
      return 'the age of the newest file';
    case 'no_data':
      return 'the time without data';
    case 'restarts':
      return 'the number of restarts';
    case 'log_field':
      return `${condition.aggregate} of ${condition.field}`;
    default:
      return 'the count';
  }
}

function pending({ record, ready }: Sight, { clockTime }: WhyContext): string {
  const since = record?.alert.since ?? 0;
  const forMs = ready?.rule.forMs ?? 0;
  return `is pending since ${clockTime(since)}, it fires at ${clockTime(since + forMs)} if it stays so for ${exactDuration(forMs)}`;
}

function firing(sight: Sight, context: WhyContext): string {
  const { record, ready, rule, ack } = sight;
  const { clockTime } = context;
  const since = clockTime(record?.firedAt ?? 0);
  const main = ready ? mainCondition(ready.rule.when) : null;
  const value = record?.value ?? null;
  const shown = main && value !== null ? ` at ${valueInWords(main, value)}` : '';
  const what = rule === FLAPPING_RULE ? 'its state keeps changing' : conditionInWordsOf(sight);
  const acked = ack ? `; acknowledged by ${ack.by}, so it is not repeated` : '';
  return `fires since ${since}${shown}: ${what}; ${told(sight, context)}${acked}`;
}

const conditionInWordsOf = ({ ready }: Sight): string => (ready ? conditionInWords(ready.rule.when) : '');

/** Whether anybody was told, and whose doing it is if not. */
function told(sight: Sight, { clockTime, wallClockTime, last }: WhyContext): string {
  const { hold, channels } = sight;
  if (hold) {
    const until = hold.dueAt === null ? '' : ` until ${clockTime(hold.dueAt)} at most`;
    const whose = hold.decision === 'silenced' ? ` (${hold.by.join(', ')})` : '';
    return `${hold.text}${whose}${until}`;
  }
  const inhibited = channels.find(({ inhibitedBy }) => inhibitedBy !== null);
  if (inhibited) return `not told by itself, ${inhibited.inhibitedBy} says it already`;
  const waiting = channels.find(({ waitsUntil }) => waitsUntil !== null);
  if (waiting)
    return `told on ${waiting.id} at ${clockTime(waiting.waitsUntil ?? 0)}, with others of its group`;
  if (last?.decision === 'held') return `${last.text} (${last.by ?? ''})`;
  if (!last || last.decision === 'fired') return 'no channel wants it, or none was told yet';
  return `${last.decision} at ${wallClockTime(last.at)}, ${last.text}`;
}
