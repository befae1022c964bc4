import type { Config, MonitorConfig } from '../../../shared/config/model.ts';
import type { State } from '../../../shared/domain/state.ts';
import { createMask } from '../../engine/config/mask.ts';
import { createChecks } from '../../engine/monitors/checks/registry.ts';
import { isLoopbackHost } from '../../engine/monitors/loopback.ts';
import { runOnce, type SingleResult } from '../../engine/monitors/run-once.ts';
import { nodeNetwork } from '../../host/node-network.ts';
import { lineLogger } from '../../host/stderr-logger.ts';
import type { Action, CliCommand } from '../command.ts';
import type { CliContext } from '../context.ts';
import {
  documentComponents,
  healthDocument,
  healthExitCode,
  printHealth,
  type HealthDocument,
  type HealthEntry,
} from '../health-document.ts';
import { readConfig } from '../load.ts';
import { chooseMonitors } from '../monitors.ts';
import { collect, durationOption, oneOf } from '../options.ts';

interface CheckOptions {
  monitor?: string[];
  wait?: 'healthy' | 'degraded';
  timeout: number;
  failOn: 'degraded' | 'unhealthy';
}

/** Between two rounds of `--wait`; a service that starts is not hurried by more. */
const PAUSE_MS = 1000;

const check: Action<CheckOptions> = async (context, { monitor, wait, timeout, failOn }) => {
  const { clock, output } = context;
  const { config } = await readConfig(context);
  const chosen = chooseMonitors(config, monitor);
  const deadline = clock.monotonic() + timeout;
  let { document, readAs } = await round(context, config, chosen);
  const isOver = () => reached(document.state, wait) || clock.monotonic() + PAUSE_MS >= deadline;
  while (!isOver()) {
    await new Promise<void>((resolve) => clock.setTimeout(resolve, PAUSE_MS));
    ({ document, readAs } = await round(context, config, chosen));
  }
  printHealth(output, document, readAs);
  return healthExitCode(document.state, failOn);
};

/** Checks every monitor once; `readAs` says by monitor how its body was read. */
async function round(
  context: CliContext,
  config: Config,
  chosen: readonly MonitorConfig[],
): Promise<{ document: HealthDocument; readAs: Map<string, string> }> {
  const { clock } = context;
  const results = await runOnce(
    chosen,
    config.network,
    {
      clock,
      logger: lineLogger((line) => context.output.error(line.trimEnd()), clock),
      network: nodeNetwork,
      checks: createChecks(),
      isLoopbackHost,
      mask: createMask(config.secrets),
    },
    new AbortController().signal,
  );
  const entries = chosen.flatMap((monitor, index) => entry(monitor, results[index]));
  return { document: healthDocument(entries, clock.now()), readAs: new Map(results.flatMap(reading)) };
}

/** How a body was read, for people; nothing where none was. */
function reading({ result: { monitorId, dialect, because } }: SingleResult): [string, string][] {
  return dialect === null
    ? []
    : [[monitorId, because === null ? `read as ${dialect}` : `read as ${dialect}: ${because}`]];
}

function entry({ id, name, group, kind }: MonitorConfig, single: SingleResult | undefined): HealthEntry[] {
  if (!single) return [];
  const { state, latencyMs, httpStatus, message, components } = single.result;
  return [
    {
      id,
      name,
      group,
      kind,
      state,
      latencyMs,
      httpStatus,
      message,
      components: documentComponents(components),
    },
  ];
}

/** Whether there is nothing left to wait for. */
function reached(state: State, wanted: CheckOptions['wait']): boolean {
  return wanted === undefined || state === 'healthy' || state === wanted;
}

export const checkCommand: CliCommand = {
  register(program, run) {
    program
      .command('check')
      .description('run the checks once, now, without touching the history')
      .option('--monitor <id>', 'only this monitor; may be given many times', collect)
      .option('--wait <state>', 'check again until this state is reached', oneOf('healthy', 'degraded'))
      .option('--timeout <duration>', 'how long to wait', durationOption, 60_000)
      .option('--fail-on <state>', 'the mildest state that fails', oneOf('degraded', 'unhealthy'), 'degraded')
      .action(run(check));
  },
};
