import { z } from 'zod';
import { STATES } from '../domain/state.ts';
import { SEVERITIES } from '../domain/severity.ts';
import type { MonitorStatus } from '../domain/monitor-status.ts';

/** Epoch milliseconds. */
const time = z.number();
export const stateSchema = z.enum(STATES);
export const severitySchema = z.enum(SEVERITIES);
const trustworthySchema = z.enum(['healthy', 'degraded', 'unhealthy']);

export const componentSchema = z.object({
  path: z.string(),
  state: stateSchema,
  message: z.string().optional(),
  critical: z.boolean().optional(),
});

export const phasesSchema = z.object({
  dnsMs: z.number().optional(),
  connectMs: z.number().optional(),
  tlsMs: z.number().optional(),
  firstByteMs: z.number().optional(),
  bodyMs: z.number().optional(),
});

export const certificateSchema = z.object({
  subject: z.string(),
  issuer: z.string(),
  validFrom: time,
  validTo: time,
  problem: z.string().nullable(),
});

export const failureSchema = z.enum([
  'transport',
  'refused',
  'timeout',
  'assertion',
  'rate-limited',
  'internal',
]);

export const lastCheckSchema = z.object({
  at: time,
  state: stateSchema,
  latencyMs: z.number().nullable(),
  httpStatus: z.number().nullable(),
  message: z.string(),
  failure: failureSchema.nullable(),
  phases: phasesSchema.nullable(),
  certificate: certificateSchema.nullable(),
  dialect: z.string().nullable(),
  because: z.string().nullable(),
});

export const monitorStatusSchema: z.ZodType<MonitorStatus> = z.object({
  id: z.string(),
  name: z.string(),
  group: z.string().nullable(),
  kind: z.enum(['http', 'tcp', 'tls', 'dns', 'file', 'command']),
  summary: z.string(),
  labels: z.record(z.string(), z.string()),
  environment: z.string(),
  runbook: z.string().nullable(),
  dependsOn: z.array(z.string()),
  enabled: z.boolean(),
  paused: z.object({ since: time, until: time.nullable() }).nullable(),
  intervalMs: z.number(),
  timeoutMs: z.number(),
  state: stateSchema,
  lastState: trustworthySchema.nullable(),
  since: time.nullable(),
  unknownReason: z
    .enum([
      'not-run',
      'asleep',
      'offline',
      'zone-offline',
      'stalled',
      'stale',
      'not-running',
      'rate-limited',
      'said-unknown',
      'not-watching',
    ])
    .nullable(),
  confirming: z
    .object({ towards: trustworthySchema, seen: z.number(), needed: z.number(), since: time })
    .nullable(),
  message: z.string(),
  components: z.array(componentSchema),
  last: lastCheckSchema.nullable(),
  nextAt: time.nullable(),
  checking: z.boolean(),
});

export const configProblemSchema = z.object({
  file: z.string(),
  line: z.number(),
  column: z.number(),
  path: z.string(),
  message: z.string(),
});

/** What the whole instance says of itself. */
export const instanceSchema = z.object({
  version: z.string(),
  startedAt: time,
  environment: z.string(),
  /** The main configuration file, or null while the demo fleet runs without one. */
  configFile: z.string().nullable(),
  dataDir: z.string(),
  /** True while the demo fleet is what is watched. */
  demo: z.boolean(),
  /** Null when nothing is paused as a whole. */
  paused: z.object({ since: time, until: time.nullable() }).nullable(),
  /** Null while the network is thought to be up. */
  offline: z.object({ since: time, reason: z.string() }).nullable(),
  /** Set while nobody sits at the machine: locked, or idle for over five minutes. Always null where that is not known. */
  away: z.object({ since: time, locked: z.boolean() }).nullable(),
  /** Problems of the configuration file as last saved; the running configuration is the last valid one. */
  configProblems: z.array(configProblemSchema),
  /** Set while no configuration is valid, so that nothing is watched. */
  configInvalid: z.boolean(),
  /** What the user must know about Watchpost itself: history not writable, popups not shown. Empty when all is well. */
  notices: z.array(
    z.object({
      id: z.string(),
      severity: severitySchema,
      text: z.string(),
      since: time,
    }),
  ),
});
export type Instance = z.infer<typeof instanceSchema>;

export const statusSchema = z.object({
  at: time,
  instance: instanceSchema,
  monitors: z.array(monitorStatusSchema),
});
export type Status = z.infer<typeof statusSchema>;

/** One cell of a state strip: how much of its time each state took, 0 to 1; what is left over had no monitor yet. */
export const stripCellSchema = z.object({
  from: time,
  to: time,
  healthy: z.number(),
  degraded: z.number(),
  unhealthy: z.number(),
  unknown: z.number(),
});
export type StripCell = z.infer<typeof stripCellSchema>;

export const overviewRowSchema = z.object({
  monitorId: z.string(),
  strip: z.array(stripCellSchema),
  /** Median latency in milliseconds a strip cell; null where there was none. */
  sparkline: z.array(z.number().nullable()),
  /** 0 to 1 of known time, or null when nothing is known. */
  uptime: z.number().nullable(),
});
export type OverviewRow = z.infer<typeof overviewRowSchema>;

/** One column of a chart. Latencies in milliseconds; null where no check answered. */
export const trendPointSchema = z.object({
  from: time,
  to: time,
  checks: z.number(),
  p50Ms: z.number().nullable(),
  p95Ms: z.number().nullable(),
  p99Ms: z.number().nullable(),
  minMs: z.number().nullable(),
  maxMs: z.number().nullable(),
  /** The first and last latency, where the points come from raw results. */
  firstMs: z.number().nullable().optional(),
  lastMs: z.number().nullable().optional(),
  /** How much of its time each state took, 0 to 1. */
  healthy: z.number(),
  degraded: z.number(),
  unhealthy: z.number(),
  unknown: z.number(),
});
export type TrendPoint = z.infer<typeof trendPointSchema>;

/** A span of one state; `reason` says why time is unknown. `to` null means that it still holds. */
export const stateSpanSchema = z.object({
  from: time,
  to: time.nullable(),
  state: stateSchema,
  reason: z.string().nullable(),
  message: z.string(),
});
export type StateSpan = z.infer<typeof stateSpanSchema>;

export const markSchema = z.object({
  at: time,
  text: z.string(),
  kind: z.enum(['mark', 'deploy', 'restart']),
  monitorId: z.string().nullable(),
});
export type Mark = z.infer<typeof markSchema>;

export const trendSchema = z.object({
  monitorId: z.string(),
  from: time,
  to: time,
  /** Where the points come from: raw results or a rollup. */
  resolution: z.enum(['raw', '5m', '1h']),
  points: z.array(trendPointSchema),
  states: z.array(stateSpanSchema),
  components: z.array(z.object({ path: z.string(), spans: z.array(stateSpanSchema) })),
  marks: z.array(markSchema),
});
export type Trend = z.infer<typeof trendSchema>;

export const resultRowSchema = z.object({
  at: time,
  state: stateSchema,
  latencyMs: z.number().nullable(),
  httpStatus: z.number().nullable(),
  message: z.string(),
  recheck: z.boolean(),
});
export type ResultRow = z.infer<typeof resultRowSchema>;

/** Uptime (0 to 1 of known time) and what it rests on, for one period. */
export const uptimeSchema = z.object({
  period: z.enum(['24h', '7d', '30d', '90d']),
  uptime: z.number().nullable(),
  knownMs: z.number(),
  unknownMs: z.number(),
  checks: z.number(),
  p50Ms: z.number().nullable(),
  p95Ms: z.number().nullable(),
  p99Ms: z.number().nullable(),
});
export type Uptime = z.infer<typeof uptimeSchema>;

/** One line of "what happened": a confirmed change, a popup, a mark, a pause. */
export const activitySchema = z.object({
  at: time,
  kind: z.enum(['state', 'component', 'notification', 'mark', 'deploy', 'restart', 'pause', 'alert']),
  monitorId: z.string().nullable(),
  state: stateSchema.nullable(),
  text: z.string(),
  /** A quoted line of evidence, such as a message; shown as code. */
  evidence: z.string().nullable(),
});
export type Activity = z.infer<typeof activitySchema>;

/** Why a notification is sent. */
export const notificationKindSchema = z.enum([
  'problem',
  'update',
  'repeat',
  'recovery',
  'flapping',
  'digest',
  'summary',
  'offline',
  'report',
  'test',
]);
export type NotificationKind = z.infer<typeof notificationKindSchema>;

export const notificationSchema = z.object({
  at: time,
  channel: z.string(),
  kind: notificationKindSchema,
  severity: severitySchema,
  title: z.string(),
  body: z.string(),
  subjects: z.array(z.string()),
  /** `window`: the desktop showed nothing, only the window did. */
  outcome: z.enum(['shown', 'window', 'failed']),
  /** Which transport showed it, or why none could. */
  detail: z.string(),
});
export type NotificationRecord = z.infer<typeof notificationSchema>;
