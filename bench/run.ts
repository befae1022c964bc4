import { cpus, totalmem } from 'node:os';
import type { Bench, BenchResult } from './bench.ts';
import { engineMemory } from './engine-memory.ts';
import { checkCpu } from './check-cpu.ts';
import { logParse } from './log-parse.ts';
import { logStore } from './log-store.ts';
import { logSearch } from './log-search.ts';
import { overviewScale } from './overview-scale.ts';
import { schedulerLateness } from './scheduler-lateness.ts';
import { storeWrites } from './store-writes.ts';
import { tailRead } from './tail-read.ts';
import { trendQuery } from './trend-query.ts';

/** Every benchmark; a new one is one file and one line here. */
const BENCHES: readonly Bench[] = [
  checkCpu,
  schedulerLateness,
  engineMemory,
  storeWrites,
  trendQuery,
  overviewScale,
  tailRead,
  logParse,
  logStore,
  logSearch,
];

const machine = {
  cpu: cpus()[0]?.model ?? 'unknown',
  cores: cpus().length,
  memoryBytes: totalmem(),
  platform: `${process.platform} ${process.arch}`,
  node: process.version,
};

const args = process.argv.slice(2);
const asJson = args.includes('--json');
const names = args.filter((arg) => !arg.startsWith('--'));
const unknown = names.filter((name) => !BENCHES.some((bench) => bench.name === name));

if (unknown.length > 0) {
  console.error(
    `no benchmark ${unknown.join(', ')}; there are: ${BENCHES.map(({ name }) => name).join(', ')}`,
  );
  process.exitCode = 64;
} else {
  const results: BenchResult[] = [];
  for (const bench of BENCHES) {
    if (names.length > 0 && !names.includes(bench.name)) continue;
    console.error(`running ${bench.name} …`);
    results.push(...(await bench.run()));
  }
  console.log(asJson ? JSON.stringify({ machine, results }, null, 2) : table(results));
}

function table(results: readonly BenchResult[]): string {
  const rows = results.map((result) => [
    result.title,
    `${round(result.value)} ${result.unit}`,
    result.baseline === null ? '' : `${round(result.baseline)} ${result.unit}`,
    result.ratio === null ? '' : `${round(result.ratio)} ×`,
    result.goal,
    result.met === null ? '' : result.met ? 'met' : 'missed',
  ]);
  const all = [['what', 'value', 'baseline', 'ratio', 'goal', ''], ...rows];
  const widths = all.reduce<number[]>(
    (wide, row) => row.map((cell, column) => Math.max(wide[column] ?? 0, cell.length)),
    [],
  );
  const lines = all.map((row) =>
    row
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join('  ')
      .trimEnd(),
  );
  return [
    `${machine.cpu}, ${machine.cores} cores, ${machine.platform}, Node ${machine.node}`,
    '',
    ...lines,
  ].join('\n');
}

function round(value: number): string {
  return value.toLocaleString('en', { maximumSignificantDigits: 3 });
}
