/** What the core must know of the configuration. Times in ms. */
import type { AlertRule, MaintenanceWindow } from '../../../../shared/config/alerts/model.ts';
import type { Confirm, NotifyConfig } from '../../../../shared/config/model.ts';

export interface MonitorFacts {
  id: string;
  name: string;
  group: string | null;
  kind: string;
  environment: string;
  labels: Readonly<Record<string, string>>;
  runbook: string | null;
  dependsOn: readonly string[];
  /** Id of its network zone. */
  network: string | null;
  confirm: Confirm;
  intervalMs: number;
  timeoutMs: number;
  /** Distance of its checks while it confirms. */
  spacingMs: number;
  /** Being offline says nothing about it: loopback, files, commands. */
  local: boolean;
}

export interface SourceFacts {
  id: string;
  name: string;
  group: string | null;
  environment: string;
  /** Monitors it belongs to. */
  monitors: readonly string[];
}

export interface CoreConfig {
  /** Those that are watched, in the order of the file. */
  monitors: readonly MonitorFacts[];
  sources: readonly SourceFacts[];
  rules: readonly AlertRule[];
  notify: NotifyConfig;
  maintenance: readonly MaintenanceWindow[];
  /** Where a window names no zone. */
  zone: string;
}
