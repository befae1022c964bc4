import { fork } from 'node:child_process';
import { once } from 'node:events';
import { createChecks, type Checks } from '../electron/engine/monitors/checks/registry.ts';
import { isLoopbackHost } from '../electron/engine/monitors/loopback.ts';
import { createMonitorService } from '../electron/engine/monitors/monitor-service.ts';
import { phaseOf } from '../electron/engine/monitors/phase.ts';
import { nodeClock } from '../electron/host/node-clock.ts';
import { nodeNetwork } from '../electron/host/node-network.ts';
import { outcome } from '../shared/domain/check-result.ts';
import { quantile, type Bench, type BenchResult } from './bench.ts';
import { httpMonitor } from './fleet.ts';

const INTERVAL_MS = 10_000;
/** The catch-up at the start is over by then. */
const WARM_UP_MS = INTERVAL_MS;
const MEASURE_MS = 30_000;
const GOAL_P99_MS = 50;

const pause = (ms: number): Promise<void> => new Promise((resolve) => void nodeClock.setTimeout(resolve, ms));
const ids = (count: number): string[] => Array.from({ length: count }, (_, index) => `monitor-${index}`);

/** How much later than its phase something starts now. */
const latenessOf = (id: string): number =>
  (((performance.now() - phaseOf(id, INTERVAL_MS)) % INTERVAL_MS) + INTERVAL_MS) % INTERVAL_MS;

/** Lateness of every start over the measured time, in the order of the starts. */
async function measureService(count: number, checks: Checks, url: string): Promise<number[]> {
  const lateness: number[] = [];
  let measuring = false;
  const service = createMonitorService({
    clock: nodeClock,
    network: nodeNetwork,
    signals: { onSuspend: () => () => {}, onResume: () => () => {} },
    logger: { info: console.log, warn: console.warn, error: console.error },
    compareFacts: () => ({ restarted: false, events: [] }),
    isLoopbackHost,
    mask: (text) => text,
    checks: {
      ...checks,
      run(monitor, context) {
        if (measuring) lateness.push(latenessOf(monitor.id));
        return checks.run(monitor, context);
      },
    },
  });
  service.apply({
    monitors: ids(count).map((id) => httpMonitor(id, url, INTERVAL_MS)),
    network: { canaries: [], zones: [] },
  });
  service.start({ monitors: new Map(), canaries: [] });
  await pause(WARM_UP_MS);
  measuring = true;
  await pause(MEASURE_MS);
  measuring = false;
  await service.stop();
  return lateness;
}

/** The same starts with nothing but one timer each: what the platform's timers themselves cost. */
async function measureBareTimers(count: number): Promise<number[]> {
  const lateness: number[] = [];
  const until = performance.now() + INTERVAL_MS * 2;
  const arm = (id: string): void => {
    nodeClock.setTimeout(
      () => {
        lateness.push(latenessOf(id));
        if (performance.now() < until) arm(id);
      },
      INTERVAL_MS - latenessOf(id),
    );
  };
  for (const id of ids(count)) arm(id);
  await pause(INTERVAL_MS * 2);
  // A timer that fires a hair early shows as almost a whole interval.
  return lateness.map((late) => (late > INTERVAL_MS / 2 ? 0 : late));
}

function report(
  id: string,
  title: string,
  lateness: readonly number[],
  bare: readonly number[],
): BenchResult[] {
  const third = Math.floor(lateness.length / 3);
  const drift = Math.abs(quantile(lateness.slice(-third), 0.5) - quantile(lateness.slice(0, third), 0.5));
  const line = (name: string, value: number, baseline: number, goal: number | null): BenchResult => ({
    id: `scheduler-lateness/${id}/${name}`,
    title: `${title}: ${name}`,
    value,
    unit: 'ms',
    baseline: Number.isNaN(baseline) ? null : baseline,
    ratio: baseline > 0 ? value / baseline : null,
    goal: goal === null ? '' : `at most ${goal} ms`,
    met: goal === null ? null : value <= goal,
  });
  return [
    line('p50', quantile(lateness, 0.5), quantile(bare, 0.5), null),
    line('p99', quantile(lateness, 0.99), quantile(bare, 0.99), GOAL_P99_MS),
    line('max', Math.max(...lateness), Math.max(...bare), null),
    line('drift over 30 s', drift, Number.NaN, 1),
  ];
}

async function withTarget<T>(use: (url: string) => Promise<T>): Promise<T> {
  const target = fork(new URL('http-target.ts', import.meta.url));
  try {
    const [port] = (await once(target, 'message')) as [number];
    return await use(`http://127.0.0.1:${port}/health`);
  } finally {
    target.disconnect();
  }
}

const CHEAP: Checks = {
  describe: () => 'cheap',
  host: () => null,
  run: () => Promise.resolve(outcome('healthy')),
};

/** How late checks start: 500 and 2,000 monitors at 10 s, with a check that costs nothing and with real HTTP. */
export const schedulerLateness: Bench = {
  name: 'scheduler-lateness',
  async run() {
    const results: BenchResult[] = [];
    for (const count of [500, 2000]) {
      const bare = await measureBareTimers(count);
      const cheap = await measureService(count, CHEAP, 'http://127.0.0.1:1/');
      results.push(...report(`${count}`, `start lateness, ${count} monitors at 10 s`, cheap, bare));
      const http = await withTarget((url) => measureService(count, createChecks(), url));
      results.push(
        ...report(`${count}-http`, `start lateness, ${count} loopback HTTP monitors at 10 s`, http, bare),
      );
    }
    return results;
  },
};
