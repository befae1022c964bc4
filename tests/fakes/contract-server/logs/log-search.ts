import { ContractFailure } from '../../../../shared/contract/failure.ts';
import { LOG_LEVELS } from '../../../../shared/domain/log-level.ts';
import type { LogDetail, LogEntry, LogFilter } from '../../../../shared/contract/log-schemas.ts';

type Test = (record: LogDetail) => boolean;

/** What the records must fulfil; a pattern that cannot be read is refused as the engine does. */
export function filterOf(filter: LogFilter): Test {
  const tests: Test[] = [];
  const { sources, level, service, from, to, group } = filter;
  if (sources) tests.push((record) => sources.includes(record.source));
  if (level) tests.push((record) => LOG_LEVELS.indexOf(record.level) >= LOG_LEVELS.indexOf(level));
  if (service !== null) tests.push((record) => record.service === service);
  if (from !== null) tests.push((record) => record.time >= from);
  if (to !== null) tests.push((record) => record.time < to);
  if (group !== null) tests.push((record) => record.group === group);
  for (const term of filter.search.match(/-?(?:[\w.]+:)?(?:"[^"]*"?|\/[^/]*\/?|\S+)/g) ?? [])
    tests.push(termTest(term));
  return (record) => tests.every((test) => test(record));
}

function termTest(term: string): Test {
  if (term.startsWith('-') && term.length > 1) {
    const inner = termTest(term.slice(1));
    return (record) => !inner(record);
  }
  if (term.startsWith('/')) return patternTest(term);
  const field = /^([\w.]+):(.+)$/.exec(term);
  if (field) {
    const [, name = '', value = ''] = field;
    const wanted = value.replaceAll('"', '');
    return (record) => String(valueAt(record, name)) === wanted;
  }
  const word = term.replaceAll('"', '').toLowerCase();
  return (record) => record.raw.toLowerCase().includes(word) || record.message.toLowerCase().includes(word);
}

function patternTest(term: string): Test {
  const refuse = (reason: string) =>
    new ContractFailure('invalid-search', `The pattern ${term} cannot be read: ${reason}.`);
  if (!term.endsWith('/') || term.length < 3) throw refuse('a pattern ends with /');
  try {
    const pattern = new RegExp(term.slice(1, -1), 'i');
    return (record) => pattern.test(record.raw);
  } catch {
    throw refuse('missing closing )');
  }
}

function valueAt(record: LogDetail, name: string): unknown {
  if (name === 'service' || name === 'level' || name === 'logger') return record[name];
  return name
    .split('.')
    .reduce<unknown>(
      (value, key) => (typeof value === 'object' && value !== null ? Reflect.get(value, key) : undefined),
      record.fields,
    );
}

/** The part of a record that lists show. */
export function entryOf(record: LogDetail): LogEntry {
  const { seq, time, timeGuessed, level, source, files, service, error, lines, group, partial } = record;
  const message = record.message.slice(0, 2000);
  return { seq, time, timeGuessed, level, source, files, service, message, error, lines, group, partial };
}
