import { draft, type Draft } from '../draft.ts';
import type { Finished, FormatContext, LogFormat } from '../format.ts';
import { readTime } from '../time/leading.ts';
import { timeOfValue } from '../time/value.ts';
import { readOldTime } from './mysql.ts';

const TIME = /^# Time: +/u;
const USER = /^# User@Host: ([^\s[]*)(?:\[[^\]]*\])? @ ([^\s[]*) *\[([^\]]*)\]/u;
const VALUE = /(?<!\w)([A-Za-z]\w*): +([^\s:]+)(?=\s|$)/gu;
const TIMESTAMP = /^SET timestamp=(\d+);$/u;
const DATABASE = /^use ([^;]+);$/u;
/** What the server writes at the head of the file each time it starts. */
const STARTED = /^\S+, Version: .* started with:$/u;

/**
 * The slow query log of MySQL and MariaDB: `# Time:`, which is left out for queries of the same second,
 * `# User@Host:`, `# Query_time:`, `SET timestamp=…;` and the statement are one record.
 */
export const mysqlSlow: LogFormat = {
  name: 'mysql-slow',
  read: readHead,
  joins(text, read, { head, more }) {
    if (read !== null) return USER.test(text) && more === null && TIME.test(head);
    return !STARTED.test(text);
  },
  finish,
};

function readHead(text: string, context: FormatContext): Draft | null {
  if (USER.test(text)) return draft({ message: text });
  const mark = TIME.exec(text);
  if (!mark) return null;
  const when = text.slice(mark[0].length);
  const time = readTime(when, 0, context)?.time ?? readOldTime(when, context);
  return time === null ? null : draft({ message: text, time });
}

function finish(lines: readonly string[], context: FormatContext): Finished | null {
  const end = lines.findIndex((line) => !line.startsWith('#'));
  const heads = end === -1 ? lines : lines.slice(0, end);
  const body = end === -1 ? [] : lines.slice(end);
  const stated = body.flatMap((line) => TIMESTAMP.exec(line)?.[1] ?? [])[0];
  const database = body.flatMap((line) => DATABASE.exec(line)?.[1] ?? [])[0];
  const statement = body
    .filter((line) => !TIMESTAMP.test(line) && !DATABASE.test(line))
    .join('\n')
    .trim();
  if (statement === '') return null;
  const head = readHead(lines[0] ?? '', context);
  return {
    draft: draft({
      message: statement,
      time: head?.time ?? (stated === undefined ? null : timeOfValue(Number(stated), context)),
      fields: { ...fieldsOf(heads), ...(database === undefined ? {} : { database }) },
    }),
    used: lines.length,
  };
}

function fieldsOf(heads: readonly string[]): Record<string, unknown> {
  const user = heads.map((line) => USER.exec(line)).find((match) => match !== null);
  const [, name = '', host = '', address = ''] = user ?? [];
  const named = Object.entries({ user: name, host, address }).filter(([, value]) => value !== '');
  const values = heads
    .filter((line) => !TIME.test(line))
    .flatMap((line) =>
      Array.from(line.replace(USER, '').matchAll(VALUE), ([, key = '', value = '']) => [key, value]),
    );
  return Object.fromEntries([
    ...named,
    ...values.map(([key = '', value = '']) => [key, /^\d+(?:\.\d+)?$/u.test(value) ? Number(value) : value]),
  ]);
}
