import type { ErrorGroup, LogDetail, LogEntry, LogSource } from '../../../../shared/contract/log-schemas.ts';
import { seeded } from '../random.ts';
import { HOSTILE, ORDINARY, redisLine, type Line } from './log-lines.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

type GroupState = Pick<ErrorGroup, 'state'>;

/** What a fake engine knows of logs. */
export interface LogWorld {
  sources: LogSource[];
  /** Oldest first. */
  records: LogDetail[];
  /** Number of the newest record. */
  last: number;
  partial: LogEntry[];
  /** What was done by hand to error groups, by id. */
  groupStates: Map<string, GroupState['state']>;
  /** Ids of groups that were merged, and into which. */
  merged: Map<string, string>;
}

const FILES: Record<string, string> = {
  books: 'combined.log',
  writer: 'app.log',
  assistant: 'assistant.log',
};
const FORMATS: Record<string, string> = { books: 'winston', writer: 'loguru', assistant: 'spring' };

export function noLogs(): LogWorld {
  return {
    sources: [],
    records: [],
    last: 0,
    partial: [],
    groupStates: new Map(),
    merged: new Map(),
  };
}

/** A day of three sources and one that cannot be read. With `outage`, Redis has been down for eleven minutes. */
export function logsOf(now: number, { outage = false, count = 9000 } = {}): LogWorld {
  const world: LogWorld = { ...noLogs(), sources: sourcesOf(now) };
  world.records = linesOfDay(now, outage, count).map(({ at, source, line }, index) =>
    recordOf(source, line, at, index + 1),
  );
  world.last = world.records.length;
  world.groupStates.set('assistant-quota', 'ignored');
  if (outage) world.groupStates.set('writer-cuda', 'regressed');
  world.merged.set('books-redis-timeout', 'books-redis');
  return world;
}

/** Appends a record as if it had just been read. */
export function appendRecord(world: LogWorld, source: string, line: Line, at: number): LogDetail {
  world.last += 1;
  const record = recordOf(source, line, at, world.last);
  world.records.push(record);
  world.sources = world.sources.map((known) => (known.id === source ? { ...known, lastReadAt: at } : known));
  return record;
}

/** A line of `source` on an ordinary day. */
export function ordinaryLine(source: string, random: () => number): Line {
  const make = ORDINARY[source];
  if (!make) throw new Error(`the fake engine has no lines for the source ${source}`);
  return make(random);
}

function sourcesOf(now: number): LogSource[] {
  const source = (id: string, name: string, group: string, more: Partial<LogSource>): LogSource => ({
    id,
    name,
    group,
    dir: `/var/log/${id}`,
    monitors: [],
    state: 'ok',
    reason: null,
    files: 2,
    lastReadAt: now - 1200,
    ...more,
  });
  return [
    source('books', 'Book Review API', 'Book Review', {
      monitors: ['book-api', 'recommendations'],
      files: 3,
    }),
    source('writer', 'AI Writing Platform', 'AI Writing Platform', {
      monitors: ['writer-1', 'writer-2', 't5'],
    }),
    source('assistant', 'Assistant platform', 'Assistant platform', {
      monitors: ['assistant-1', 'assistant-2'],
    }),
    source('shop', 'Shop', 'Shop', {
      dir: '/srv/shop/log',
      state: 'unknown',
      reason: '/srv/shop/log cannot be read: permission denied. Let the user that runs Watchpost read it.',
      files: 0,
      lastReadAt: null,
    }),
  ];
}

interface Timed {
  at: number;
  source: string;
  line: Line;
}

function linesOfDay(now: number, outage: boolean, count: number): Timed[] {
  const random = seeded('logs');
  const names = Object.keys(ORDINARY);
  const lines: Timed[] = [];
  const add = (at: number, source: string, line: Line) => lines.push({ at: Math.round(at), source, line });
  for (let index = 0; index < count; index += 1) {
    const back = random() ** 1.6 * 24 * HOUR;
    // More by day than by night, and nothing while the laptop slept.
    if (back > 11 * HOUR && back < 13 * HOUR) continue;
    const source = names[Math.floor(random() * names.length)] ?? 'books';
    const line = ordinaryLine(source, random);
    if (!outage && line.level === 'error' && back < 6 * HOUR) continue;
    add(now - 1500 - back, source, line);
  }
  for (let index = 0; index < 90; index += 1) {
    add(now - 5 * HOUR + random() * 9 * MINUTE, 'books', {
      level: 'warn',
      service: 'book-api',
      message: `openai answered in ${2000 + Math.floor(random() * 2400)} ms, over the budget of 2000 ms`,
      fields: { provider: 'openai', budgetMs: 2000 },
    });
  }
  if (outage) {
    for (let index = 0; index < 220; index += 1) {
      add(now - 2000 - random() * 11 * MINUTE, 'books', redisLine(random));
    }
    HOSTILE.forEach((line, index) => add(now - (3 + index * 0.6) * MINUTE, 'books', line));
  }
  return lines.toSorted((a, b) => a.at - b.at);
}

function recordOf(source: string, line: Line, time: number, seq: number): LogDetail {
  const { level, service, message, exception = null, fields = {} } = line;
  const raw = exception?.stack
    ? `${JSON.stringify({ level, message, ...fields })}\n${exception.stack}`
    : JSON.stringify({ timestamp: new Date(time).toISOString(), level, service, message, ...fields });
  return {
    seq,
    time,
    timeGuessed: false,
    level,
    source,
    files:
      level === 'error' && source === 'books' ? ['combined.log', 'error.log'] : [FILES[source] ?? 'app.log'],
    service,
    message,
    error: exception === null ? null : [exception.name, exception.message].filter(Boolean).join(': '),
    lines: line.lines ?? 1,
    group: line.group ?? null,
    partial: false,
    logger: line.logger ?? null,
    fields,
    exception,
    format: FORMATS[source] ?? 'plain',
    readAt: time + 400,
    offset: seq * 211,
    truncated: false,
    continued: false,
    raw,
  };
}
