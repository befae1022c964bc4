/** Log records of a test, with error groups found by their message. */
import type { AlertRule } from '../../../../shared/config/alerts/model.ts';
import { LOG_LEVELS } from '../../../../shared/config/alerts/levels.ts';
import type { CoreInput } from '../core/inputs.ts';
import { compileLogRules, type RecordMatcher } from '../logs/match-record.ts';
import type { LogSeries } from './model.ts';
import { sampleNumber } from './samples.ts';

const ERROR = LOG_LEVELS.indexOf('error');

export class LogSamples {
  readonly #matcher: RecordMatcher;
  readonly #seen = new Set<string>();

  constructor(rules: readonly AlertRule[]) {
    this.#matcher = compileLogRules(rules);
  }

  /** The records of one sample, read at the moment they were written. */
  take(series: LogSeries, index: number, at: number): CoreInput[] {
    const count = sampleNumber(series.counts[index]);
    if (count === null || count === 0) return [];
    const { source, level, service, message } = series;
    const isError = LOG_LEVELS.findIndex((name) => name === level) >= ERROR;
    const group = isError ? this.#groupOf(series) : null;
    const values = Object.fromEntries(
      Object.entries(series.values).flatMap(([name, list]) => {
        const value = sampleNumber(list[index]);
        return value === null ? [] : [[name, value]];
      }),
    );
    const fields = anyField({ ...series.fields, ...values });
    const hits = this.#matcher({ source, level, service, message, fields, hasGroup: isError });
    const records = hits.some(({ value }) => value !== null) ? count : 1;
    return Array.from({ length: records }, () => ({
      type: 'logs',
      match: { source, hits, time: at, readAt: at, count: count / records, group, backfilled: false },
    }));
  }

  /** Numbers in a message do not tell errors apart. */
  #groupOf({ source, message }: LogSeries) {
    const fingerprint = `${source}\n${message.replaceAll(/\d+/g, '#')}`;
    const isNew = !this.#seen.has(fingerprint);
    this.#seen.add(fingerprint);
    return { fingerprint, title: message, isNew, isRegressed: false };
  }
}

/** Fields whose `*` answers for every name that is not there. */
function anyField(fields: Record<string, unknown>): Record<string, unknown> {
  if (!Object.hasOwn(fields, '*')) return fields;
  return new Proxy(fields, {
    get: (target, name) => (Object.hasOwn(target, name) ? Reflect.get(target, name) : target['*']),
    getOwnPropertyDescriptor: () => ({ configurable: true, enumerable: true, writable: true }),
  });
}
