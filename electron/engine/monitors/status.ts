import type { MonitorConfig } from '../../../shared/config/model.ts';
import type { MonitorStatus } from '../../../shared/domain/monitor-status.ts';
import { confirmedComponents } from './component-confirmation.ts';
import type { MonitorMemory } from './memory.ts';

/** What a monitor is doing right now. Wall time. */
export interface Activity {
  checking: boolean;
  nextAt: number | null;
}

/** Everything that is known about one monitor, for people and programs. Pure. */
export function statusOf(
  monitor: MonitorConfig,
  summary: string,
  memory: MonitorMemory,
  { checking, nextAt }: Activity,
): MonitorStatus {
  const { confirmation } = memory;
  return {
    id: monitor.id,
    name: monitor.name,
    group: monitor.group,
    kind: monitor.kind,
    summary,
    labels: monitor.labels,
    environment: monitor.environment,
    runbook: monitor.runbook,
    dependsOn: monitor.dependsOn,
    enabled: monitor.enabled,
    paused: memory.paused,
    intervalMs: monitor.intervalMs,
    timeoutMs: monitor.timeoutMs,
    state: confirmation.state,
    lastState: confirmation.lastState,
    since: confirmation.since,
    unknownReason: memory.unknownReason,
    confirming: confirming(monitor, memory),
    message: confirmation.message,
    components: confirmedComponents(memory.components),
    last: memory.last,
    nextAt,
    checking,
  };
}

function confirming(
  { confirm }: MonitorConfig,
  { confirmation }: MonitorMemory,
): MonitorStatus['confirming'] {
  const { run } = confirmation;
  if (!run) return null;
  const needed = run.direction === 'worse' ? confirm.failures : confirm.recoveries;
  return { towards: run.towards, seen: run.count, needed, since: run.since };
}
