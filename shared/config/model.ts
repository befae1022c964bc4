/**
 * The effective configuration: what `watchpost.yaml` means once includes, groups, defaults and values are
 * resolved. Every duration is milliseconds, every size bytes, every path absolute. See `docs/configuration.md`.
 */
import type { Severity } from '../domain/severity.ts';
import type { State } from '../domain/state.ts';
import type { AlertRule, MaintenanceWindow, Match, NotifyPolicy } from './alerts/model.ts';

export interface Confirm {
  failures: number;
  recoveries: number;
  /** Shortest time from the first bad result to the confirmed state. */
  atLeastMs: number;
}

/** Two limits of one measure; a missing one does not judge. */
export interface Limits {
  degraded?: number;
  unhealthy?: number;
}

/** How a component path is weighed: the glob matches the path and all below it, case ignored. */
export interface ComponentRule {
  glob: string;
  critical: boolean;
}

export interface MonitorBase {
  id: string;
  name: string;
  group: string | null;
  enabled: boolean;
  intervalMs: number;
  timeoutMs: number;
  labels: Record<string, string>;
  environment: string;
  runbook: string | null;
  dependsOn: string[];
  /** Id of the network zone, or null. */
  network: string | null;
  confirm: Confirm;
  /** What a refused connection on loopback means: `unknown` reads "not running". */
  absent: 'unhealthy' | 'unknown';
  graceMs: number;
  /** In milliseconds. */
  latency: Limits;
  components: ComponentRule[];
}

export interface TlsOptions {
  verify: boolean;
  /** Absolute paths of PEM files. */
  ca: string | null;
  cert: string | null;
  key: string | null;
  servername: string | null;
}

export interface StatusRange {
  from: number;
  to: number;
}

/** One assertion on a JSON body; a failed one yields `else`. Comparisons are typed. */
export interface JsonAssertion {
  path: string;
  equals?: string | number | boolean | null;
  above?: number;
  below?: number;
  oneOf?: (string | number | boolean | null)[];
  exists?: boolean;
  else: Exclude<State, 'healthy'>;
}

export interface HttpExpect {
  status: StatusRange[];
  body: 'auto' | 'none';
  /** Header name in lower case to expected value; `*` means present. */
  headers: Record<string, string>;
  contains: string | null;
  notContains: string | null;
  /** RE2 pattern. */
  matches: string | null;
  json: JsonAssertion[];
}

export type Payload = { json: unknown } | { text: string };

export interface HttpMonitor extends MonitorBase {
  kind: 'http';
  url: string;
  method: string;
  headers: Record<string, string>;
  send: Payload | null;
  auth: { basic: { user: string; password: string } } | null;
  redirects: number;
  connection: 'fresh' | 'keep-alive';
  /** HOST:PORT to connect to instead, keeping Host and SNI. */
  connect: string | null;
  ip: 4 | 6 | null;
  /** `system`, `none`, or a proxy URL. */
  proxy: string;
  tls: TlsOptions;
  expect: HttpExpect;
}

export interface TcpMonitor extends MonitorBase {
  kind: 'tcp';
  host: string;
  port: number;
  send: string | null;
  /** Text the answer must contain. */
  expect: string | null;
}

export interface TlsMonitor extends MonitorBase {
  kind: 'tls';
  host: string;
  port: number;
  servername: string | null;
  ca: string | null;
  /** Time left before the certificate ends, in milliseconds. */
  expires: Limits;
}

export const DNS_TYPES = ['A', 'AAAA', 'CNAME', 'MX', 'NS', 'TXT', 'SRV', 'PTR', 'SOA', 'CAA'] as const;
export type DnsType = (typeof DNS_TYPES)[number];

export interface DnsMonitor extends MonitorBase {
  kind: 'dns';
  query: string;
  type: DnsType;
  /** Expected answers, in any order; null accepts any answer. */
  answers: string[] | null;
  server: string | null;
}

export interface FileMonitor extends MonitorBase {
  kind: 'file';
  /** Absolute path or glob. */
  path: string;
  type: 'file' | 'dir';
  /** Age of the newest match, in milliseconds. */
  newest: Limits;
  minSize: number | null;
  count: { min: number | null; max: number | null };
  /** Largest tolerated shrinking of the newest match against the one before it, 0 to 1. */
  shrink: number | null;
}

export interface CommandMonitor extends MonitorBase {
  kind: 'command';
  argv: string[];
  cwd: string;
  /** `auto` reads JSON on stdout as a health body; `none` looks at the exit code only. */
  read: 'auto' | 'none';
}

export type MonitorConfig = HttpMonitor | TcpMonitor | TlsMonitor | DnsMonitor | FileMonitor | CommandMonitor;
export type CheckKindName = MonitorConfig['kind'];

export interface LogSourceConfig {
  id: string;
  name: string;
  group: string | null;
  dir: string;
  include: string[];
  exclude: string[];
  monitors: string[];
  pollMs: number;
  format: string;
  pattern: string | null;
  timezone: string | null;
  backfill: { ageMs: number; bytes: number };
  duplicates: 'fold' | 'keep';
  redact: string[];
}

export interface Retention {
  resultsMs: number;
  rollups5mMs: number;
  rollups1hMs: number;
  logsMs: number;
  incidentsMs: number;
  ledgerMs: number;
  logBytes: number;
}

export interface NetworkConfig {
  /** URLs (answering exactly 204) or `tcp://HOST:PORT`; null means the system's DNS servers, [] turns the guard off. */
  canaries: string[] | null;
  zones: { id: string; canary: string }[];
}

/** How much of the log lines and error groups behind a problem a channel is told. */
export type EvidenceLevel = 'full' | 'titles' | 'none';

/** What a channel of any kind has. */
export interface ChannelBase {
  id: string;
  minSeverity: Severity;
  /** Whether it is told when a problem is over. */
  recovery: boolean;
  evidence: EvidenceLevel;
  /** What it is told about: every key must match one of its globs; null is everything. */
  match: Match | null;
}

export interface DesktopChannel extends ChannelBase {
  kind: 'desktop';
}

export interface WebhookChannel extends ChannelBase {
  kind: 'webhook';
  url: string;
  /** Signs each document; null leaves them unsigned. */
  secret: string | null;
}

export interface SlackChannel extends ChannelBase {
  kind: 'slack';
  url: string;
}

export interface DiscordChannel extends ChannelBase {
  kind: 'discord';
  url: string;
}

export interface EmailChannel extends ChannelBase {
  kind: 'email';
  /** smtp:// or smtps:// with user and password where the server wants them. */
  smtp: string;
  from: string;
  to: string[];
}

export interface CommandChannel extends ChannelBase {
  kind: 'command';
  /** The program and its arguments; `{{…}}` in arguments is filled in. */
  argv: string[];
  /** Absolute. */
  cwd: string;
}

export type ChannelConfig =
  | DesktopChannel
  | WebhookChannel
  | SlackChannel
  | DiscordChannel
  | EmailChannel
  | CommandChannel;
export type ChannelKindName = ChannelConfig['kind'];

/** Watchpost's own sign of life: a URL that is asked again and again while the engine is well. */
export interface DeadmanConfig {
  url: string;
  everyMs: number;
}

export interface NotifyConfig extends NotifyPolicy {
  channels: ChannelConfig[];
}

export interface Config {
  /** Absolute path of the main file. */
  file: string;
  environment: string;
  monitors: MonitorConfig[];
  logs: LogSourceConfig[];
  network: NetworkConfig;
  /** In the order of the file; the built-in ones where it has none. */
  alerts: AlertRule[];
  notify: NotifyConfig;
  maintenance: MaintenanceWindow[];
  retention: Retention;
  /** Every secret text of the configuration, longest first; masked wherever text leaves the engine. */
  secrets: string[];
}

/** One mistake in the configuration, at its place. */
export interface ConfigProblem {
  file: string;
  /** Both count from 1. */
  line: number;
  column: number;
  /** Such as `monitors[2].interval`; empty for the document itself. */
  path: string;
  message: string;
}
