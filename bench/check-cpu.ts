import { fork } from 'node:child_process';
import { once } from 'node:events';
import { get } from 'node:http';
import { createHttpCheck } from '../electron/engine/monitors/checks/http/http-check.ts';
import { nodeClock } from '../electron/host/node-clock.ts';
import { quantile, type Bench, type BenchResult } from './bench.ts';
import { httpMonitor } from './fleet.ts';

const ROUNDS = 9;
const PER_ROUND = 3_000;
const WARM_UP = 3_000;
/** Enough to keep the event loop busy, so that waiting costs no processor time. */
const AT_ONCE = 10;
const GOAL_RATIO = 2;

/** One execution, whatever it is. */
type Once = () => Promise<unknown>;

interface Round {
  cpuMicros: number;
  latencyMicros: number;
}

/** What the check is measured against: a new connection, the body read to its end and parsed. */
function bareLoop(url: string): Once {
  return () =>
    new Promise((resolve, reject) => {
      get(url, { agent: false }, (response) => {
        const chunks: Buffer[] = [];
        response.on('data', (chunk: Buffer) => chunks.push(chunk));
        response.on('end', () => resolve(JSON.parse(Buffer.concat(chunks).toString()) as unknown));
        response.on('error', reject);
      }).on('error', reject);
    });
}

function wholeCheck(url: string): Once {
  const check = createHttpCheck({});
  const monitor = httpMonitor('bench', url, 10_000);
  const context = { clock: nodeClock, signal: new AbortController().signal, mask: (text: string) => text };
  return async () => {
    const { state, message } = await check.run(monitor, context);
    if (state !== 'healthy') throw new Error(`the check found ${state}: ${message}`);
  };
}

/** Runs it `count` times, `atOnce` at a time. */
async function repeat(run: Once, count: number, atOnce: number): Promise<void> {
  let left = count;
  const worker = async (): Promise<void> => {
    while (left > 0) {
      left -= 1;
      await run();
    }
  };
  await Promise.all(Array.from({ length: atOnce }, worker));
}

async function measure(run: Once): Promise<Round> {
  const before = process.cpuUsage();
  await repeat(run, PER_ROUND, AT_ONCE);
  const { user, system } = process.cpuUsage(before);
  const started = performance.now();
  await repeat(run, PER_ROUND / 3, 1);
  const elapsed = performance.now() - started;
  return { cpuMicros: (user + system) / PER_ROUND, latencyMicros: (1_000 * elapsed) / (PER_ROUND / 3) };
}

function line(
  name: keyof Round,
  title: string,
  own: Round[],
  bare: Round[],
  goal: number | null,
): BenchResult {
  const value = quantile(
    own.map((round) => round[name]),
    0.5,
  );
  const baseline = quantile(
    bare.map((round) => round[name]),
    0.5,
  );
  const ratio = value / baseline;
  return {
    id: `check-cpu/${name}`,
    title,
    value,
    unit: 'µs',
    baseline,
    ratio,
    goal: goal === null ? '' : `at most ${goal} × a bare node:http loop`,
    met: goal === null ? null : ratio <= goal,
  };
}

/**
 * Processor time and latency of a whole HTTP check on loopback, a new connection each, against a bare node:http loop
 * that does the same; medians of alternating rounds. The target runs in a process of its own.
 */
export const checkCpu: Bench = {
  name: 'check-cpu',
  async run() {
    const target = fork(new URL('http-target.ts', import.meta.url));
    try {
      const [port] = (await once(target, 'message')) as [number];
      const url = `http://127.0.0.1:${port}/health`;
      const [own, bare] = [wholeCheck(url), bareLoop(url)];
      await repeat(own, WARM_UP, AT_ONCE);
      await repeat(bare, WARM_UP, AT_ONCE);
      const rounds: { own: Round[]; bare: Round[] } = { own: [], bare: [] };
      for (let round = 0; round < ROUNDS; round += 1) {
        rounds.own.push(await measure(own));
        rounds.bare.push(await measure(bare));
      }
      return [
        line(
          'cpuMicros',
          'processor time of an HTTP check, new connection each',
          rounds.own,
          rounds.bare,
          GOAL_RATIO,
        ),
        line('latencyMicros', 'time of an HTTP check, one after the other', rounds.own, rounds.bare, null),
      ];
    } finally {
      target.disconnect();
    }
  },
};
