import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { logSource } from '../../../../tests/fixtures/log-source.ts';
import { createBacklogReader, readingBacklog } from '../backlog/read-backlog.ts';
import { rememberingTools } from '../groups/group.ts';
import type { LogLine } from '../line.ts';
import { isHarmless } from '../suspicion.ts';
import type { TailBatch, TailCheckpoint } from '../tail/types.ts';
import { LogIntake, type Intake } from './log-intake.ts';

const LINES = [
  '2026-07-04 12:00:00 INFO started',
  '2026-07-04 12:00:01 ERROR boom',
  'java.lang.IllegalStateException: bad',
  '\tat a.B.c(B.java:1)',
  'Caused by: java.io.IOException: disk',
  '{"timestamp":"2026-07-04T12:00:00.123Z","level":"info","message":"GET /","service":"shop"}',
  '{"timestamp":"2026-07-04T12:00:01.123Z","level":"error","message":"no","stack":"Error: no\\n    at q (q.js:1:2)"}',
  ...['info', 'debug', 'info', 'warn', 'error'].map(
    (level, index) =>
      `{"timestamp":"2026-07-04T12:00:0${index}.000Z","level":"${level}","message":"GET /${index} é","service":"shop"}`,
  ),
  '{"timestamp":"2026-07-04T12:00:06.000Z","level":"info","message":"say \\"x\\"","service":"shop"}',
  'Error: late',
  '    at x (y.js:1:2)',
  '{"log":"cut ","stream":"stdout","time":"2026-07-04T12:00:00Z"}',
  '{"log":"in two\\n","stream":"stdout","time":"2026-07-04T12:00:00Z"}',
  '{"log":"of the other ","stream":"stderr","time":"2026-07-04T12:00:00Z"}',
  '{"log":"stream\\n","stream":"stderr","time":"2026-07-04T12:00:00Z"}',
  '-----BEGIN PRIVATE KEY-----',
  'c2VjcmV0c2VjcmV0c2VjcmV0c2VjcmV0',
  '-----END PRIVATE KEY-----',
  'password=hunter22 for ann',
  '',
  'é plain',
];

/** Lines that come, given to the other reader or not; or a second of silence. */
type Step = { texts: string[]; isBacklog: boolean } | 'silence';

const steps: fc.Arbitrary<Step[]> = fc.array(
  fc.oneof(
    {
      weight: 5,
      arbitrary: fc.record({
        texts: fc.array(fc.constantFrom(...LINES), { maxLength: 12 }),
        isBacklog: fc.boolean(),
      }),
    },
    { weight: 1, arbitrary: fc.constant('silence' as const) },
  ),
  { maxLength: 12 },
);

const NOW = Date.parse('2026-07-04T12:00:05Z');

/** What a log's intake makes of the steps: records, errors, and how far the log would be stored after each. */
async function play(all: readonly Step[], handsOver: boolean) {
  const answer = createBacklogReader();
  let isBacklog = false;
  const intake = new LogIntake(1, null, {
    source: logSource('/logs'),
    zone: 'UTC',
    now: () => NOW,
    grouping: rememberingTools(),
    backlog: handsOver
      ? {
          get fromBytes() {
            return isBacklog ? 0 : Infinity;
          },
          // As between threads: what goes over is a copy.
          read: readingBacklog((job) => Promise.resolve(structuredClone(answer(structuredClone(job))))),
        }
      : null,
  });
  let offset = 0;
  const seen: unknown[] = [];
  const tell = ({ records, errors, replacing, mayGoOn, checkpoint }: Intake) =>
    seen.push({
      records,
      errors: records.map((record) => errors.get(record) ?? null),
      replaces: replacing === null ? null : records.indexOf(replacing),
      mayGoOn,
      storedTo: checkpoint.offset,
    });
  for (const step of all) {
    if (step === 'silence') {
      const silent = intake.silence();
      if (silent) tell(silent);
      continue;
    }
    isBacklog = step.isBacklog;
    const lines = step.texts.map((text): LogLine => {
      const line = { text, offset, bytes: text.length + 1, truncated: false, harmless: isHarmless(text) };
      offset += line.bytes;
      return line;
    });
    tell(await intake.take(batchOf(lines, offset)));
  }
  return seen;
}

function batchOf(lines: LogLine[], end: number): TailBatch {
  const checkpoint: TailCheckpoint = {
    log: 1,
    path: '/logs/app.log',
    fileId: '1:1',
    head: '',
    headBytes: 0,
    offset: end,
    tail: '',
    size: end,
    finished: false,
  };
  const before = Math.floor(lines.length / 2);
  const text = lines.map((line) => `${line.text}\n`);
  return {
    // Only ASCII stands as it is.
    standing: /[^\0-\u007f]/u.test(text.join(''))
      ? null
      : { before, bytes: Buffer.from(text.slice(before).join('')) },
    file: { source: 'logs', log: 1, path: '/logs/app.log' },
    lines,
    checkpoint,
    gaps: [],
    checkpointAt: (offset) => ({ ...checkpoint, offset }),
  };
}

describe('the lines of a log', () => {
  it('become the same records wherever their backlog is read, batch by batch', async () => {
    await fc.assert(
      fc.asyncProperty(steps, async (all) => {
        expect(await play(all, true)).toEqual(await play(all, false));
      }),
      { numRuns: 300 },
    );
  });

  it('are read here where the other reader fails', async () => {
    const intake = new LogIntake(1, null, {
      source: logSource('/logs'),
      zone: 'UTC',
      now: () => NOW,
      grouping: rememberingTools(),
      backlog: { fromBytes: 0, read: () => Promise.reject(new Error('the thread ended unexpectedly')) },
    });
    const lines = ['{"level":"info","message":"a"}', '{"level":"info","message":"b"}'].map((text, index) => ({
      text,
      offset: index * 31,
      bytes: 31,
      truncated: false,
    }));
    const { records } = await intake.take(batchOf(lines, 62));
    expect(records.map(({ raw }) => raw)).toEqual(['{"level":"info","message":"a"}']);
  });
});
