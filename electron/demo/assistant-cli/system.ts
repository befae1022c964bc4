import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { isoTime, systemDir, type DemoContext, type DemoSystem } from '../context.ts';
import { jitter } from '../jitter.ts';
import { winstonLog } from '../winston-log.ts';
import { providerError, runPipeline, SERVICE, type Pipeline } from './log-records.ts';
import { SETTINGS, SETTINGS_FILE } from './settings.ts';
import { writeVitals, type Vitals } from './vitals.ts';

const HEAP_TOTAL = 96 * 2 ** 20;
/** A pipeline run every so many ticks. */
const RUN_EVERY = 3;

/** S1: the assistant that lives in a folder, is asked for its health by a command, and logs with winston. */
export function assistantCli(context: DemoContext): DemoSystem & { readonly dir: string } {
  const { clock, random } = context;
  const dir = systemDir(context, 'assistant-cli');
  const log = winstonLog(
    [
      { path: join(dir, 'combined.log'), level: 'info', maxBytes: 512 * 1024, maxFiles: 4, tailable: false },
      {
        path: join(dir, 'logs', 'error.log'),
        level: 'error',
        maxBytes: 512 * 1024,
        maxFiles: 2,
        tailable: false,
      },
    ],
    context.onProblem,
  );
  let ticks = 0;
  let errors = 0;
  let pipeline = runPipeline(random, context.world());

  const write = (level: string, message: string, fields: Record<string, unknown> = {}): void =>
    log.write({ timestamp: isoTime(clock), level, message, ...SERVICE, ...fields });

  const run = (): void => {
    const world = context.world();
    pipeline = runPipeline(random, world);
    if (world.database === 'slow') {
      write('warn', 'Slow database query', { operation: 'select', duration: stageMs(pipeline, 'context') });
    }
    if (world.thirdParty === 'failing') {
      errors += 1;
      write('error', 'Pipeline stage failed', { stage: 'llm', severity: 'high', error: providerError() });
    }
    write('info', 'Pipeline execution completed', { ...pipeline });
  };

  return {
    dir,
    async start() {
      await mkdir(join(dir, 'dist'), { recursive: true });
      await writeFile(join(dir, SETTINGS_FILE), `${JSON.stringify(SETTINGS, null, 2)}\n`);
      const version = { version: SERVICE.version, buildDate: '2026-07-04T09:12:00.000Z' };
      await writeFile(join(dir, 'dist', 'version.json'), `${JSON.stringify(version)}\n`);
      write('info', 'Assistant started');
      await writeVitals(dir, vitals(pipeline, jitter(random, 0.5), errors));
    },
    async tick() {
      ticks += 1;
      if (ticks % RUN_EVERY !== 1) return;
      run();
      await writeVitals(dir, vitals(pipeline, jitter(random, 0.5), errors));
    },
    async stop() {
      write('info', 'Initiating graceful shutdown');
      await log.close();
    },
  };
}

function stageMs(pipeline: Pipeline, name: string): number {
  return pipeline.stages.find((stage) => stage.name === name)?.duration ?? 0;
}

/** The state of the assistant after a run of its pipeline; `heapShare` is kept below the first threshold. */
function vitals(pipeline: Pipeline, heapShare: number, errors: number): Vitals {
  const databaseMs = stageMs(pipeline, 'context');
  const llmMs = stageMs(pipeline, 'llm');
  const heapUsedBytes = Math.round(HEAP_TOTAL * Math.min(0.7, heapShare));
  const llm = SETTINGS.llm;
  const metric = (name: string, value: number, labels: Record<string, string> = {}) => ({
    name,
    labels,
    value,
  });
  return {
    databaseMs,
    llmMs,
    heapUsedBytes,
    heapTotalBytes: HEAP_TOTAL,
    metrics: [
      metric('pipeline_duration_ms', pipeline.totalDuration),
      ...pipeline.stages.map(({ name, duration }) => metric('stage_duration_ms', duration, { stage: name })),
      metric('db_query_duration_ms', databaseMs, { operation: 'select' }),
      metric('llm_call_duration_ms', llmMs, llm),
      metric('llm_tokens_used', 180 + (llmMs % 400), llm),
      metric('errors', errors, { type: 'LLMProviderError', context: 'pipeline' }),
      metric('memory_heap_used_bytes', heapUsedBytes),
      metric('memory_rss_bytes', heapUsedBytes + 48 * 2 ** 20),
      metric('cpu_user_microseconds', 1_000_000 + pipeline.totalDuration * 40),
    ],
  };
}
