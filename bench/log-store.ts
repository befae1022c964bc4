import { fork } from 'node:child_process';
import { once } from 'node:events';
import {
  closeSync,
  mkdirSync,
  openSync,
  readSync,
  readdirSync,
  renameSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import type { LogSourceConfig } from '../shared/config/model.ts';
import { ensureBuilt } from '../scripts/ensure-built.ts';
import { createLogsClient } from '../electron/engine/logs/logs-client.ts';
import { createChecks } from '../electron/engine/monitors/checks/registry.ts';
import { isLoopbackHost } from '../electron/engine/monitors/loopback.ts';
import { createMonitorService } from '../electron/engine/monitors/monitor-service.ts';
import { nodeClock } from '../electron/host/node-clock.ts';
import { nodeNetwork } from '../electron/host/node-network.ts';
import { bareLoop } from './bare-json-loop.ts';
import type { Bench, BenchResult } from './bench.ts';
import { httpMonitor } from './fleet.ts';
import { inScratch, took } from './scratch.ts';
import { winstonLines } from './winston-lines.ts';

/** `npm run bench -- log-store --full` takes the whole gigabyte. */
const MEGABYTES = process.argv.includes('--full') ? 1000 : 200;
/** Ten services, each with a log of its own: numbers in their names would make them parts of one log. */
const NAMES = ['auth', 'books', 'cart', 'feed', 'mail', 'orders', 'pay', 'search', 'stock', 'web'];
/** Each log begins anew so often. */
const ROTATIONS = 2;
const PIECES = NAMES.length * (ROTATIONS + 1);
const LINES = Math.round((MEGABYTES * 1e6) / 262 / PIECES);
const MONITORS = 500;
const CHUNK_BYTES = 1 << 20;
/** As it is shipped: compiling the sources would count as memory of the thread. */
const LOGS_WORKER = new URL('../out/logs-worker.js', import.meta.url);
const GOALS = { ratio: 0.4, delayMs: 20, memoryMiB: 64, disk: 0.2 };

const pause = (ms: number): Promise<void> => new Promise((resolve) => void nodeClock.setTimeout(resolve, ms));

/** Files as they are written before anybody reads: one a log and rotation. */
function invent(directory: string): string[] {
  mkdirSync(directory);
  return Array.from({ length: PIECES }, (_, piece) => {
    const file = path.join(directory, `piece-${piece}`);
    writeFileSync(file, winstonLines(LINES, piece * LINES));
    return file;
  });
}

function* chunksOf(files: readonly string[]): Generator<Buffer> {
  const buffer = Buffer.alloc(CHUNK_BYTES);
  for (const file of files) {
    const handle = openSync(file, 'r');
    for (let read = readSync(handle, buffer); read > 0; read = readSync(handle, buffer))
      yield buffer.subarray(0, read);
    closeSync(handle);
  }
}

function sourceOf(dir: string): LogSourceConfig {
  return {
    id: 'bench',
    name: 'bench',
    group: null,
    dir,
    include: ['**/*.log', '**/*.log.*'],
    exclude: [],
    monitors: [],
    pollMs: 1000,
    format: 'auto',
    pattern: null,
    timezone: 'UTC',
    backfill: { ageMs: 86_400_000, bytes: 64_000_000 },
    duplicates: 'fold',
    redact: [],
  };
}

/** Checks of 500 loopback endpoints every 10 s, as long as `use` runs. */
async function withMonitors<T>(use: () => Promise<T>): Promise<T> {
  const target = fork(new URL('http-target.ts', import.meta.url));
  const [port] = (await once(target, 'message')) as [number];
  const monitors = createMonitorService({
    clock: nodeClock,
    network: nodeNetwork,
    signals: { onSuspend: () => () => {}, onResume: () => () => {} },
    logger: { info: console.log, warn: console.warn, error: console.error },
    compareFacts: () => ({ restarted: false, events: [] }),
    isLoopbackHost,
    mask: (text) => text,
    checks: createChecks(),
  });
  const url = `http://127.0.0.1:${port}/health`;
  monitors.apply({
    monitors: Array.from({ length: MONITORS }, (_, index) => httpMonitor(`monitor-${index}`, url, 10_000)),
    network: { canaries: [], zones: [] },
  });
  monitors.start({ monitors: new Map(), canaries: [] });
  try {
    // The catch-up at the start is over by then.
    await pause(10_000);
    return await use();
  } finally {
    await monitors.stop();
    target.disconnect();
  }
}

interface Read {
  seconds: number;
  delayMs: number;
  memoryBytes: number;
}

/** Lets the log thread read the pieces, which come under the names that rotation gives them. */
async function readWhile(directory: string, dataDir: string, pieces: readonly string[]): Promise<Read> {
  const read = { last: 0 };
  const logs = createLogsClient(LOGS_WORKER, dataDir, {
    onNews: (name, payload) => {
      if (name === 'logs') read.last = (payload as { last: number }).last;
    },
  });
  const retention = { logsMs: 90 * 86_400_000, logBytes: 20e9 };
  await logs.call('configure', { sources: [sourceOf(directory)], retention, zone: 'UTC' });
  // First contact: what comes later is read from its head.
  await pause(2000);
  const before = process.memoryUsage.rss();
  let peak = before;
  const delay = monitorEventLoopDelay({ resolution: 1 });
  delay.enable();
  const start = performance.now();
  for (let rotation = 0; rotation <= ROTATIONS; rotation += 1) {
    for (const [log, name] of NAMES.entries()) {
      const live = path.join(directory, `${name}.log`);
      for (let old = rotation - 1; old >= 0; old -= 1)
        renameSync(old === 0 ? live : `${live}.${old}`, `${live}.${old + 1}`);
      renameSync(pieces[rotation * NAMES.length + log] ?? '', live);
    }
    const due = ((rotation + 0.5) * PIECES * LINES) / (ROTATIONS + 1);
    if (rotation < ROTATIONS) await until(due);
  }
  await until(PIECES * LINES);
  const seconds = (performance.now() - start) / 1000;
  delay.disable();
  await logs.close();
  return { seconds, delayMs: delay.percentile(99) / 1e6, memoryBytes: peak - before };

  async function until(count: number): Promise<void> {
    do {
      await pause(50);
      peak = Math.max(peak, process.memoryUsage.rss());
    } while (read.last < count);
  }
}

/** winston lines in rotated files, tailed, stored and searchable, while 500 monitors are checked. */
export const logStore: Bench = {
  name: 'log-store',
  async run() {
    await ensureBuilt();
    return inScratch(async (scratch) => {
      const pieces = invent(path.join(scratch, 'pieces'));
      const bytes = pieces.reduce((sum, file) => sum + statSync(file).size, 0);
      const bareMs = Math.min(...[1, 2, 3].map(() => took(() => bareLoop(chunksOf(pieces)))));
      const directory = path.join(scratch, 'logs');
      const dataDir = path.join(scratch, 'data');
      mkdirSync(directory);
      const { seconds, delayMs, memoryBytes } = await withMonitors(() =>
        readWhile(directory, dataDir, pieces),
      );
      const disk = readdirSync(dataDir).reduce(
        (sum, name) => sum + statSync(path.join(dataDir, name)).size,
        0,
      );
      const value = bytes / seconds / 1e6;
      const baseline = bytes / (bareMs / 1000) / 1e6;
      const what = `${MEGABYTES} MB of winston lines, 10 logs, 20 rotations, 500 monitors`;
      const result = (
        id: string,
        title: string,
        number: number,
        unit: string,
        goal: string,
        met: boolean,
      ): BenchResult => ({
        id: `log-store/${id}`,
        title: `${what}: ${title}`,
        value: number,
        unit,
        baseline: null,
        ratio: null,
        goal,
        met,
      });
      return [
        {
          ...result(
            'speed',
            'stored and searchable',
            value,
            'MB/s',
            `at least ${GOALS.ratio} × split + JSON.parse`,
            value / baseline >= GOALS.ratio,
          ),
          baseline,
          ratio: value / baseline,
        },
        result(
          'delay',
          'event-loop delay of the checks, p99',
          delayMs,
          'ms',
          `at most ${GOALS.delayMs} ms`,
          delayMs <= GOALS.delayMs,
        ),
        result(
          'memory',
          'growth',
          memoryBytes / 2 ** 20,
          'MiB',
          `at most ${GOALS.memoryMiB} MiB`,
          memoryBytes / 2 ** 20 <= GOALS.memoryMiB,
        ),
        result(
          'disk',
          'disk, of raw',
          disk / bytes,
          '×',
          `at most ${GOALS.disk} × raw`,
          disk / bytes <= GOALS.disk,
        ),
      ];
    });
  },
};
