import { z } from 'zod';
import { SEVERITIES } from '../domain/severity.ts';

/** Epoch milliseconds. */
const time = z.number();
const severity = z.enum(SEVERITIES);

export const ALERT_PHASES = ['inactive', 'pending', 'firing'] as const;

/** One rule for one subject: a monitor's id, or `log:SOURCE`. */
export const alertSchema = z.object({
  rule: z.string(),
  subject: z.string(),
  /** The monitor's or source's name. */
  name: z.string(),
  severity,
  phase: z.enum(ALERT_PHASES),
  /** When the phase began. */
  since: time,
  /** True while the condition is unknown: the alert is what was last known. */
  frozen: z.boolean(),
  /** The value that the condition was last judged by, as people read it; null where it has none. */
  value: z.string().nullable(),
  /** Why a firing alert is not told, in words; null where it is, or would be. */
  held: z.string().nullable(),
  acked: z.object({ at: time, by: z.string(), text: z.string() }).nullable(),
});
export type AlertView = z.infer<typeof alertSchema>;

/** One alert rule with what it does at present. */
export const alertRuleSchema = z.object({
  id: z.string(),
  severity,
  /** The condition in words, such as "p95 latency above 1 s over 5 m". */
  condition: z.string(),
  builtIn: z.boolean(),
  forMs: z.number(),
  keepFiringForMs: z.number(),
  /** How many subjects it watches. */
  subjects: z.number(),
  firing: z.number(),
  pending: z.number(),
  /** Popups that it made in the last seven days. */
  popups7d: z.number(),
  /** Where it stands in the configuration; null for a built-in one. */
  place: z.object({ file: z.string(), line: z.number() }).nullable(),
});
export type AlertRuleView = z.infer<typeof alertRuleSchema>;

/** One transition or decision, and whose doing it was. */
export const ledgerEntrySchema = z.object({
  id: z.number(),
  at: time,
  subject: z.string(),
  rule: z.string().nullable(),
  decision: z.string(),
  /** A monitor's, rule's or silence's id, or a word such as `quiet_hours`. */
  by: z.string().nullable(),
  text: z.string(),
});
export type LedgerRow = z.infer<typeof ledgerEntrySchema>;

/** Everything that happened in one incident. */
export const incidentEventSchema = z.object({
  at: time,
  /** `fired`, `resolved`, `state`, `component`, `evidence`, `notification`, `ack`, `note`, `mark`, `restart` … */
  kind: z.string(),
  text: z.string(),
});
export type IncidentEvent = z.infer<typeof incidentEventSchema>;

export const incidentSchema = z.object({
  id: z.string(),
  subject: z.string(),
  name: z.string(),
  severity,
  state: z.enum(['open', 'closed']),
  startedAt: time,
  endedAt: time.nullable(),
  rules: z.array(z.string()),
  acked: z.object({ at: time, by: z.string(), text: z.string() }).nullable(),
  /** What it was about, in one line. */
  summary: z.string(),
});
export type Incident = z.infer<typeof incidentSchema>;

/** Which subjects something applies to: globs by key (monitor, group, kind, environment, severity, rule, a label). */
export const matchSchema = z.record(z.string().min(1).max(200), z.array(z.string().min(1).max(200)).min(1));
export type MatchView = z.infer<typeof matchSchema>;

export const silenceSchema = z.object({
  id: z.string(),
  match: matchSchema,
  from: time,
  /** Null: until it is removed. */
  until: time.nullable(),
  reason: z.string(),
  by: z.string(),
  createdAt: time,
  state: z.enum(['upcoming', 'active', 'over']),
  /** Subjects that it fits at present. */
  subjects: z.array(z.string()),
});
export type Silence = z.infer<typeof silenceSchema>;

/** A maintenance window of the configuration. */
export const maintenanceSchema = z.object({
  id: z.string(),
  match: matchSchema,
  /** When, in words, such as "every Sunday 02:00 to 06:00, Europe/Berlin". */
  when: z.string(),
  active: z.boolean(),
  /** The present or next occurrence. */
  from: time.nullable(),
  to: time.nullable(),
});
export type MaintenanceView = z.infer<typeof maintenanceSchema>;

/** What a rule interrupts people for. */
export const noiseSchema = z.object({
  rule: z.string(),
  severity,
  popups: z.number(),
  /** Popups that ended within five minutes, with nobody looking. */
  brief: z.number(),
  perWeek: z.number(),
  /** A change that would have made fewer of them; null where there is none to offer. */
  suggestion: z
    .object({
      text: z.string(),
      /** Popups in the same time with it. */
      popups: z.number(),
      /** The key of the rule to set, and its new value, as the configuration writes them. */
      key: z.string(),
      value: z.string(),
    })
    .nullable(),
});
export type Noise = z.infer<typeof noiseSchema>;

/** Who did what that changes how alerts are told. */
export const auditSchema = z.object({
  at: time,
  by: z.string(),
  action: z.string(),
  text: z.string(),
});
export type AuditEntry = z.infer<typeof auditSchema>;

/** A problem of a rule that is being written, at its place in the text. */
export const ruleProblemSchema = z.object({
  line: z.number(),
  column: z.number(),
  path: z.string(),
  message: z.string(),
});

/** When a rule would have fired. */
export const replayedAlertSchema = z.object({
  rule: z.string(),
  subject: z.string(),
  name: z.string(),
  from: time,
  /** Null while it still would. */
  to: time.nullable(),
  value: z.string().nullable(),
  /** True where it rests on rollups instead of single results. */
  approximate: z.boolean(),
});
export type ReplayedAlert = z.infer<typeof replayedAlertSchema>;

/** What waited while nobody sat at the machine. */
export const digestSchema = z.object({
  at: time,
  from: time,
  title: z.string(),
  firing: z.array(z.object({ subject: z.string(), name: z.string(), severity, text: z.string() })),
  /** How many others are over. */
  over: z.number(),
});
export type Digest = z.infer<typeof digestSchema>;
