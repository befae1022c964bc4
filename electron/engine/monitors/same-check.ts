import { isDeepStrictEqual } from 'node:util';
import type { MonitorConfig } from '../../../shared/config/model.ts';

/** Whether two configurations of a monitor ask the same question; what only describes it does not matter. */
export function isSameCheck(a: MonitorConfig, b: MonitorConfig): boolean {
  return isDeepStrictEqual(question(a), question(b));
}

function question(monitor: MonitorConfig): unknown {
  const { name: _n, group: _g, labels: _l, environment: _e, runbook: _r, dependsOn: _d, ...rest } = monitor;
  return rest;
}
