/** Conditions of rules in words for people. Pure. */
import type { Condition, LogFilter, Threshold } from '../../../shared/config/alerts/model.ts';
import { exactDuration } from '../../../shared/domain/time-text.ts';
import { thresholdInWords } from './words.ts';

type Leaf = Exclude<Condition, { kind: 'all' | 'any' }>;

/** A whole condition, such as "p95 latency above 1 s over 5 min". */
export function conditionInWords(condition: Condition): string {
  if (condition.kind !== 'all' && condition.kind !== 'any') return leafInWords(condition);
  const joint = condition.kind === 'all' ? ' and ' : ' or ';
  return condition.parts
    .map((part) => {
      const nested = (part.kind === 'all' || part.kind === 'any') && part.kind !== condition.kind;
      return nested ? `(${conditionInWords(part)})` : conditionInWords(part);
    })
    .join(joint);
}

function leafInWords(condition: Leaf): string {
  switch (condition.kind) {
    case 'state':
      return `state is ${condition.states.join(' or ')}`;
    case 'component':
      return `component ${condition.glob} is ${condition.states.join(' or ')}`;
    case 'latency':
      return `${condition.aggregate} latency ${beyond(condition)}`;
    case 'error_rate':
      return `error rate ${beyond(condition)}`;
    case 'uptime':
      return `uptime ${beyond(condition)}`;
    case 'cert_expires':
      return `certificate ends in ${condition.threshold.direction === 'below' ? 'less' : 'more'} than ${thresholdInWords(condition)}`;
    case 'file_age':
      return `newest file ${condition.threshold.direction === 'above' ? 'older' : 'younger'} than ${thresholdInWords(condition)}`;
    case 'no_data':
      return `no data for ${condition.afterMs === null ? 'three intervals and the timeout' : thresholdInWords(condition)}`;
    case 'restarts':
      return `${many(condition.threshold)} restarts in ${exactDuration(condition.overMs)}`;
    case 'burn_rate': {
      const { objective, windowMs, speed } = condition;
      const pace = speed === 'fast' ? 'within hours' : 'within days';
      return `error budget of ${percent(objective)} over ${exactDuration(windowMs)} burns away ${pace}`;
    }
    case 'log_count': {
      const { threshold, filter, rate, overMs } = condition;
      return `${many(threshold)} ${records(filter, rate ? ' a second' : '')} over ${exactDuration(overMs)}`;
    }
    case 'log_field':
      return `${condition.aggregate} of ${condition.field} ${beyond(condition)} in ${records(condition.filter)}`;
    case 'log_group':
      return `${condition.group === 'new' ? 'new error' : 'an error that was resolved'} in ${records(condition.filter)}`;
  }
}

function beyond(condition: Extract<Leaf, { threshold: Threshold; overMs: number }>): string {
  const { threshold, overMs } = condition;
  return `${threshold.direction} ${thresholdInWords(condition)} over ${exactDuration(overMs)}`;
}

function many({ direction, limit }: Threshold): string {
  return `${direction === 'above' ? 'more' : 'fewer'} than ${limit}`;
}

const percent = (ratio: number): string => `${Number((ratio * 100).toPrecision(6))} %`;

/** Which log records are meant; `pace` stands right behind them. */
function records({ source, level, service, search, matches, where }: LogFilter, pace = ''): string {
  const parts = [
    source === null ? '' : `of ${source}`,
    level === null ? '' : `at ${level} or worse`,
    service === null ? '' : `from ${service}`,
    search === null ? '' : `with "${search}"`,
    matches === null ? '' : `like /${matches}/`,
    ...Object.entries(where).map(([field, glob]) => `where ${field} is ${glob}`),
  ];
  return [`log records${pace}`, ...parts].filter((part) => part !== '').join(' ');
}
