import type { Status } from '../../shared/contract/schemas.ts';
import { STATES } from '../../shared/domain/state.ts';

/**
 * The present state of every monitor in the Prometheus text format, version 0.0.4.
 * https://prometheus.io/docs/instrumenting/exposition_formats/
 */
export function prometheusText(status: Status): string {
  const lines: string[] = [];
  const metric = (name: string, help: string, samples: [Record<string, string>, number][]) => {
    lines.push(`# HELP ${name} ${help}`, `# TYPE ${name} gauge`);
    for (const [labels, value] of samples) lines.push(`${name}{${labelText(labels)}} ${value}`);
  };
  const { monitors } = status;
  const labels = (id: string, group: string | null) => ({ monitor: id, group: group ?? '' });
  metric(
    'watchpost_monitor_state',
    'Confirmed state of a monitor: 1 for the state it is in.',
    monitors.flatMap((one) =>
      STATES.map((state): [Record<string, string>, number] => [
        { ...labels(one.id, one.group), state },
        one.state === state ? 1 : 0,
      ]),
    ),
  );
  metric(
    'watchpost_monitor_latency_seconds',
    'Latency of the last check.',
    monitors.flatMap((one) =>
      one.last?.latencyMs === null || one.last?.latencyMs === undefined
        ? []
        : [[labels(one.id, one.group), one.last.latencyMs / 1000]],
    ),
  );
  metric(
    'watchpost_monitor_last_check_timestamp_seconds',
    'When the last check started.',
    monitors.flatMap((one) => (one.last ? [[labels(one.id, one.group), one.last.at / 1000]] : [])),
  );
  metric(
    'watchpost_monitor_paused',
    'Whether a monitor is paused.',
    monitors.map((one) => [labels(one.id, one.group), one.paused ? 1 : 0]),
  );
  metric(
    'watchpost_component_state',
    'Confirmed state of a component that a health body names: 1 for the state it is in.',
    monitors.flatMap((one) =>
      one.components.map((component): [Record<string, string>, number] => [
        { ...labels(one.id, one.group), component: component.path, state: component.state },
        1,
      ]),
    ),
  );
  return `${lines.join('\n')}\n`;
}

function labelText(labels: Record<string, string>): string {
  return Object.entries(labels)
    .map(
      ([name, value]) =>
        `${name}="${value.replace(/[\\"\n]/gu, (c) => (c === '\n' ? String.raw`\n` : `\\${c}`))}"`,
    )
    .join(',');
}
