/** Conditions and what was measured, in words for people. Pure. */
import type { Condition, Threshold } from '../../../shared/config/alerts/model.ts';
import { burnFactors } from './conditions/burn-rate.ts';
import { exactDuration, shortDuration } from '../../../shared/domain/time-text.ts';

type Leaf = Exclude<Condition, { kind: 'all' | 'any' }>;

/** The first condition without parts: the one whose value is shown. */
export function mainCondition(condition: Condition): Leaf {
  if (condition.kind !== 'all' && condition.kind !== 'any') return condition;
  const [first] = condition.parts;
  return first ? mainCondition(first) : { kind: 'state', states: [] };
}

function percent(ratio: number): string {
  return `${Number((ratio * 100).toPrecision(4))} %`;
}

function latency(ms: number): string {
  return ms < 1000 ? `${Math.round(ms)} ms` : `${Number((ms / 1000).toPrecision(3))} s`;
}

const number = (value: number): string => String(Number(value.toPrecision(4)));

/** A number in the unit of its condition. */
export function valueInWords(condition: Leaf, value: number): string {
  switch (condition.kind) {
    case 'latency':
      return latency(value);
    case 'error_rate':
    case 'uptime':
      return percent(value);
    case 'cert_expires':
      return value < 0 ? `ended ${shortDuration(-value)} ago` : shortDuration(value);
    case 'file_age':
    case 'no_data':
      return shortDuration(value);
    default:
      return number(value);
  }
}

function limitOf(condition: Leaf): Threshold | null {
  return 'threshold' in condition ? condition.threshold : null;
}

/** The limit of a condition in its unit; empty where it has none. */
export function thresholdInWords(condition: Leaf): string {
  if (condition.kind === 'no_data') {
    return condition.afterMs === null ? '3 intervals and the timeout' : exactDuration(condition.afterMs);
  }
  if (condition.kind === 'state' || condition.kind === 'component') return condition.states.join(' or ');
  if (condition.kind === 'burn_rate') {
    return burnFactors(condition)
      .map(({ factor, overMs }) => `${number(factor)} over ${exactDuration(overMs)}`)
      .join(' or ');
  }
  if (condition.kind === 'cert_expires' || condition.kind === 'file_age') {
    return exactDuration(condition.threshold.limit);
  }
  const threshold = limitOf(condition);
  return threshold === null ? '' : valueInWords(condition, threshold.limit);
}

/** What is the matter, after a name and a colon: `p95 is 1.5 s (above 1 s)`. */
export function matterInWords(condition: Leaf, value: number | null): string {
  const threshold = limitOf(condition);
  const side = threshold === null ? '' : ` (${threshold.direction} ${thresholdInWords(condition)})`;
  const shown = value === null ? '' : valueInWords(condition, value);
  switch (condition.kind) {
    case 'state':
      return condition.states.join(' or ');
    case 'component':
      return `${condition.glob} is ${condition.states.join(' or ')}`;
    case 'latency':
      return `${condition.aggregate} is ${shown}${side}`;
    case 'error_rate':
      return `${shown} of the checks fail${side}`;
    case 'uptime':
      return `uptime is ${shown}${side}`;
    case 'cert_expires':
      return value !== null && value < 0 ? `the certificate ${shown}` : `the certificate ends in ${shown}`;
    case 'file_age':
      return `the newest file is ${shown} old${side}`;
    case 'no_data':
      return `no data for ${shown}`;
    case 'restarts':
      return `${shown} restarts in ${exactDuration(condition.overMs)}`;
    case 'burn_rate':
      return `burns its error budget ${shown} times too fast`;
    case 'log_count':
      return condition.rate
        ? `${shown} log records a second${side}`
        : `${shown} log records in ${exactDuration(condition.overMs)}${side}`;
    case 'log_field':
      return `${condition.aggregate} of ${condition.field} is ${shown}${side}`;
    case 'log_group':
      return condition.group === 'new' ? 'new error' : 'an error is back';
  }
}
