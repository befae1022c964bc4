import type { MonitorConfig } from '../../shared/config/model.ts';
import { createChecks } from '../engine/monitors/checks/registry.ts';
import { isLoopbackHost } from '../engine/monitors/loopback.ts';

/** Whether being offline says nothing about a monitor: loopback, files, commands. */
export function localChecks(): (monitor: MonitorConfig) => boolean {
  const checks = createChecks();
  return (monitor) => {
    const host = checks.host(monitor);
    return host === null || isLoopbackHost(host);
  };
}
