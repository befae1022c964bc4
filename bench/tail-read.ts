/** Lines through the tailer, nothing made of them, against a bare loop that splits the same file. */
import { writeFileSync, readSync, openSync, closeSync } from 'node:fs';
import path from 'node:path';
import { createTailer } from '../electron/engine/logs/tail/tailer.ts';
import type { TailCheckpoint } from '../electron/engine/logs/tail/types.ts';
import { nodeClock } from '../electron/host/node-clock.ts';
import type { Bench, BenchResult } from './bench.ts';
import { inScratch } from './scratch.ts';

const MEGABYTE = 1_000_000;
const SIZE = 400 * MEGABYTE;
const ROUNDS = 3;

export const tailRead: Bench = {
  name: 'tail-read',
  run: () =>
    inScratch(async (directory) => {
      const lines = invent(directory);
      const split: number[] = [];
      const bare: number[] = [];
      const tailed: number[] = [];
      for (let round = 0; round < ROUNDS; round += 1) {
        split.push(bareSplit(path.join(directory, 'app.log'), lines));
        bare.push(bareLoop(path.join(directory, 'app.log'), lines));
        tailed.push(await throughTailer(directory, lines));
      }
      const perSecond = (times: number[]) => SIZE / MEGABYTE / (Math.min(...times) / 1000);
      const against = (id: string, loop: string, times: number[]): BenchResult => ({
        id: `tail-read/${id}`,
        title: `log lines through the tailer (${SIZE / MEGABYTE} MB in one file) against ${loop}`,
        value: perSecond(tailed),
        unit: 'MB/s',
        baseline: perSecond(times),
        ratio: perSecond(tailed) / perSecond(times),
        goal: '',
        met: null,
      });
      return [
        against('strings', 'a loop that makes a string of each line', bare),
        against('split', 'a loop that only looks for line ends in the bytes', split),
      ];
    }),
};

/** @returns how many lines it wrote */
function invent(directory: string): number {
  const line = (index: number) =>
    `${JSON.stringify({
      timestamp: new Date(1_767_225_600_000 + index).toISOString(),
      level: index % 50 === 0 ? 'error' : 'info',
      message: `request ${index} handled`,
      service: 'book-review-api',
      path: `/api/books/${index % 977}`,
      requestId: (index * 2_654_435_761) % 4_294_967_296,
      pad: 'x'.repeat(40),
    })}\n`;
  const block = Array.from({ length: 5000 }, (_, index) => line(index)).join('');
  const blocks = Math.floor(SIZE / block.length);
  const rest = ' '.repeat(SIZE - blocks * block.length - 1);
  writeFileSync(path.join(directory, 'app.log'), `${block.repeat(blocks)}${rest}\n`);
  return blocks * 5000 + 1;
}

/** Looks for line ends in pieces of 1 MiB and makes nothing of them. */
function bareSplit(file: string, lines: number): number {
  const start = performance.now();
  const fd = openSync(file, 'r');
  const piece = Buffer.alloc(1024 * 1024);
  let found = 0;
  for (let got = readSync(fd, piece); got > 0; got = readSync(fd, piece)) {
    const bytes = piece.subarray(0, got);
    for (let end = bytes.indexOf(10); end !== -1; end = bytes.indexOf(10, end + 1)) found += 1;
  }
  closeSync(fd);
  if (found !== lines) throw new Error(`${found} lines instead of ${lines}`);
  return performance.now() - start;
}

/** Splits the file in pieces of 1 MiB and makes a string of each line. */
function bareLoop(file: string, lines: number): number {
  const start = performance.now();
  const fd = openSync(file, 'r');
  const piece = Buffer.alloc(1024 * 1024);
  let rest = '';
  let found = 0;
  for (let got = readSync(fd, piece); got > 0; got = readSync(fd, piece)) {
    const parts = (rest + piece.toString('utf8', 0, got)).split('\n');
    rest = parts.pop() ?? '';
    found += parts.length;
  }
  closeSync(fd);
  if (found !== lines) throw new Error(`${found} lines instead of ${lines}`);
  return performance.now() - start;
}

async function throughTailer(dir: string, lines: number): Promise<number> {
  let found = 0;
  const known: TailCheckpoint[] = [];
  const tailer = createTailer({
    source: {
      id: 'bench',
      dir,
      include: ['*.log'],
      exclude: [],
      pollMs: 1000,
      backfill: { ageMs: 0, bytes: 0 },
    },
    consumer: {
      accept: async (batch) => {
        found += batch.lines.length;
      },
    },
    store: { load: async () => known, begin: async () => undefined, holdsLine: async () => false },
    clock: nodeClock,
  });
  const start = performance.now();
  while (await tailer.poll());
  const time = performance.now() - start;
  await tailer.stop();
  if (found !== lines) throw new Error(`${found} lines instead of ${lines}`);
  return time;
}
