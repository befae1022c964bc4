/** The part of the contract that speaks of alerts, incidents and silence. */
import { z } from 'zod';
import {
  alertRuleSchema,
  alertSchema,
  auditSchema,
  digestSchema,
  incidentEventSchema,
  incidentSchema,
  ledgerEntrySchema,
  maintenanceSchema,
  matchSchema,
  noiseSchema,
  replayedAlertSchema,
  ruleProblemSchema,
  silenceSchema,
} from './alert-schemas.ts';

const nothing = z.object({});
const subject = z.string().min(1).max(300);
const sentence = z.string().trim().min(1).max(1000);
const limit = (most: number, usual: number) => z.number().int().min(1).max(most).default(usual);
/** One rule as the configuration writes it, in YAML. */
const ruleText = z.string().min(1).max(20_000);

export const alertRequests = {
  /** Every rule, and every alert that is not inactive. */
  alerts: {
    input: nothing,
    output: z.object({ rules: z.array(alertRuleSchema), alerts: z.array(alertSchema) }),
  },
  /** Incidents that overlap the span, the newest first. */
  incidents: {
    input: z.object({
      since: z.number(),
      until: z.number().nullable().default(null),
      subject: subject.nullable().default(null),
      limit: limit(1000, 100),
    }),
    output: z.object({ incidents: z.array(incidentSchema) }),
  },
  /** One incident with its timeline, and what else happened from a quarter of an hour before it to its end. */
  incident: {
    input: z.object({ id: z.string().min(1).max(200) }),
    output: z.object({
      incident: incidentSchema.nullable(),
      timeline: z.array(incidentEventSchema),
      elsewhere: z.array(incidentEventSchema.extend({ subject, name: z.string() })),
    }),
  },
  /** Decisions, newest first, older than the row `before` where given. */
  ledger: {
    input: z.object({
      subject: subject.nullable().default(null),
      rule: z.string().nullable().default(null),
      limit: limit(500, 100),
      before: z.number().nullable().default(null),
    }),
    output: z.object({ rows: z.array(ledgerEntrySchema) }),
  },
  /** Why there was a popup about a subject, or none: one sentence a rule, from its present state and its last row. */
  why: {
    input: z.object({ subject }),
    output: z.object({
      known: z.boolean(),
      lines: z.array(z.object({ rule: z.string(), text: z.string() })),
      rows: z.array(ledgerEntrySchema),
    }),
  },
  silences: {
    input: nothing,
    output: z.object({ silences: z.array(silenceSchema), maintenance: z.array(maintenanceSchema) }),
  },
  /** Popups a rule and week over the last `days`, the noisiest first. */
  noise: {
    input: z.object({ days: z.number().int().min(1).max(90).default(28) }),
    output: z.object({ rules: z.array(noiseSchema) }),
  },
  audit: { input: z.object({ limit: limit(500, 100) }), output: z.object({ entries: z.array(auditSchema) }) },
  /** What a rule text is worth: its problems, or its condition in words. */
  checkRule: {
    input: z.object({ text: ruleText }),
    output: z.object({
      problems: z.array(ruleProblemSchema),
      id: z.string().nullable(),
      condition: z.string().nullable(),
    }),
  },
  /** When a rule, saved or not, would have fired since `since`. */
  replayRule: {
    input: z.object({ text: ruleText, since: z.number() }),
    output: z.object({
      problems: z.array(ruleProblemSchema),
      alerts: z.array(replayedAlertSchema),
      /** False where the past says nothing that the rule could be tried on; `notes` say why. */
      tried: z.boolean(),
      /** From here on single results are at hand; before it the answer rests on rollups. */
      exactFrom: z.number().nullable(),
      /** The first that was recorded of what the rule watches; null: there was something from `since` on. */
      recordedFrom: z.number().nullable(),
      /** What the answer leaves out, in sentences. */
      notes: z.array(z.string()),
    }),
  },
  /** The text of a rule as it stands in the configuration; null for a built-in or unknown one. */
  ruleText: {
    input: z.object({ id: z.string() }),
    output: z.object({ text: z.string().nullable() }),
  },
  /** Monitors that failed together often enough that one may depend on the other. */
  dependencySuggestions: {
    input: nothing,
    output: z.object({
      suggestions: z.array(
        z.object({
          child: z.string(),
          parent: z.string(),
          /** Failures of the parent that the child shared, and all of the parent's. */
          together: z.number(),
          of: z.number(),
        }),
      ),
    }),
  },
  /** The card that waits for the user's return; null while nothing waits. */
  digest: { input: nothing, output: z.object({ digest: digestSchema.nullable() }) },
} as const;

export const alertCommands = {
  addSilence: {
    input: z.object({
      match: matchSchema,
      /** Null: from now on. */
      from: z.number().nullable().default(null),
      /** Null: until it is removed. */
      until: z.number().nullable(),
      reason: z.string().trim().max(1000).default(''),
    }),
    output: z.object({ id: z.string() }),
  },
  removeSilence: { input: z.object({ id: z.string().min(1).max(200) }), output: nothing },
  /** Ends repeats of a subject until it recovers, worsens or fails elsewhere. */
  ack: {
    input: z.object({ subject, text: z.string().trim().max(1000).default('') }),
    output: z.object({ acked: z.boolean() }),
  },
  addNote: { input: z.object({ incidentId: z.string().min(1).max(200), text: sentence }), output: nothing },
  /** Writes a rule into the configuration: in the place of the one with the same id, else at the end. */
  saveRule: {
    input: z.object({ text: ruleText }),
    output: z.object({ file: z.string(), problems: z.array(ruleProblemSchema) }),
  },
  removeRule: { input: z.object({ id: z.string() }), output: z.object({ file: z.string() }) },
  /** Writes `depends_on` into the configuration. */
  addDependency: {
    input: z.object({ child: z.string(), parent: z.string() }),
    output: z.object({ file: z.string() }),
  },
  dismissDigest: { input: nothing, output: nothing },
} as const;

export const alertEvents = {
  /** Alerts, incidents, silences or acks are other than before. */
  alerts: z.object({ at: z.number() }),
  digest: z.object({ digest: digestSchema.nullable() }),
} as const;
