import { createLineFramer } from '../electron/engine/logs/line-framer.ts';
import { createRecordReader } from '../electron/engine/logs/records/reader.ts';
import { bareLoop } from './bare-json-loop.ts';
import { quantile, type Bench, type BenchResult } from './bench.ts';
import { winstonLines } from './winston-lines.ts';

const LINES = 250_000;
const CHUNK_BYTES = 1 << 20;
const ROUNDS = 7;
const GOAL = 0.6;

function chunksOf(bytes: Buffer): Buffer[] {
  const count = Math.ceil(bytes.length / CHUNK_BYTES);
  return Array.from({ length: count }, (_, index) =>
    bytes.subarray(index * CHUNK_BYTES, (index + 1) * CHUNK_BYTES),
  );
}

function intoRecords(chunks: readonly Buffer[]): number {
  const lines = createLineFramer(0);
  const records = createRecordReader({
    source: { format: 'auto', pattern: null, redact: [] },
    now: () => 0,
    zone: 'Europe/Berlin',
  });
  let count = 0;
  for (const chunk of chunks) {
    for (const line of lines.push(chunk).lines) count += records.push(line).length;
  }
  return count + records.flush('end').length;
}

/** Bytes a second of one turn, in MB. */
function speed(
  work: (chunks: readonly Buffer[]) => number,
  chunks: readonly Buffer[],
  bytes: number,
): number {
  const start = performance.now();
  const count = work(chunks);
  const seconds = (performance.now() - start) / 1000;
  if (count !== LINES) throw new Error(`read ${count} records of ${LINES}`);
  return bytes / seconds / 1e6;
}

/** Parsing winston lines into records, redaction and time included, against a bare split + JSON.parse loop. */
export const logParse: Bench = {
  name: 'log-parse',
  run() {
    const bytes = winstonLines(LINES);
    const chunks = chunksOf(bytes);
    // In turns, so that whatever else the machine does meets both alike.
    const turns = Array.from({ length: ROUNDS }, () => ({
      bare: speed(bareLoop, chunks, bytes.length),
      own: speed(intoRecords, chunks, bytes.length),
    }));
    const value = quantile(
      turns.map(({ own }) => own),
      0.5,
    );
    const baseline = quantile(
      turns.map(({ bare }) => bare),
      0.5,
    );
    const ratio = value / baseline;
    const result: BenchResult = {
      id: 'log-parse/winston',
      title: 'winston JSON lines into records',
      value,
      unit: 'MB/s',
      baseline,
      ratio,
      goal: `at least ${GOAL} × split + JSON.parse`,
      met: ratio >= GOAL,
    };
    return Promise.resolve([result]);
  },
};
