import type { MonitorMetrics } from '../../engine/history/queries/metrics.ts';
import type { Action, CliCommand } from '../command.ts';
import { EXIT } from '../failure.ts';
import { readConfig } from '../load.ts';
import { chooseMonitors } from '../monitors.ts';
import { collect, durationOption } from '../options.ts';
import { columns, plain, type Output } from '../output.ts';
import { withHistory } from '../with-history.ts';

interface MetricsOptions {
  period: number;
  monitor?: string[];
}

const metrics: Action<MetricsOptions> = async (context, { period, monitor }) => {
  const { config } = await readConfig(context);
  const monitorIds = chooseMonitors(config, monitor).map(({ id }) => id);
  const to = context.clock.now();
  const from = to - period;
  const monitors = withHistory(
    context,
    (history) =>
      history?.query('metrics', { monitorIds, from, to }) ?? monitorIds.map((id) => nothingKnown(id, period)),
  );
  context.output.document({ from: new Date(from).toISOString(), to: new Date(to).toISOString(), monitors });
  print(context.output, monitors);
  return EXIT.ok;
};

function nothingKnown(id: string, unknownMs: number): MonitorMetrics {
  const latency = { p50Ms: null, p95Ms: null, p99Ms: null, maxMs: null };
  return { id, checks: 0, uptime: null, errorRate: null, unknownMs, latency };
}

function print(output: Output, monitors: readonly MonitorMetrics[]): void {
  if (monitors.length === 0) output.line('Nothing is watched.');
  const head = ['monitor', 'checks', 'uptime', 'errors', 'p50', 'p95', 'p99', 'max'];
  const rows = monitors.map(({ id, checks, uptime, errorRate, latency }) => [
    plain(id),
    String(checks),
    percent(uptime),
    percent(errorRate),
    ...[latency.p50Ms, latency.p95Ms, latency.p99Ms, latency.maxMs].map(milliseconds),
  ]);
  if (rows.length > 0) for (const line of columns([head, ...rows])) output.line(line);
}

/** Never rounded up to a whole that it is not. */
function percent(ratio: number | null): string {
  return ratio === null ? '–' : `${Math.floor(ratio * 10_000) / 100} %`;
}

function milliseconds(value: number | null): string {
  return value === null ? '–' : `${value < 10 ? value.toFixed(1) : Math.round(value)} ms`;
}

export const metricsCommand: CliCommand = {
  register(program, run) {
    program
      .command('metrics')
      .description('print checks, uptime and latency over a period')
      .option('-p, --period <duration>', 'how far back', durationOption, 3_600_000)
      .option('--monitor <id>', 'only this monitor; may be given many times', collect)
      .action(run(metrics));
  },
};
