/**
 * The one contract between the engine and everything that looks at it: window, tray, command line, scripts.
 * Requests read, commands change, events tell. Both ends parse with these schemas.
 */
import { z } from 'zod';
import { alertCommands, alertEvents, alertRequests } from './alert-calls.ts';
import { logCommands, logEvents, logRequests } from './log-calls.ts';
import {
  activitySchema,
  instanceSchema,
  monitorStatusSchema,
  notificationSchema,
  overviewRowSchema,
  resultRowSchema,
  statusSchema,
  trendSchema,
  uptimeSchema,
} from './schemas.ts';

const nothing = z.object({});
const monitorId = z.string().min(1).max(200);
/** Null means all monitors. */
const monitorIds = z.array(monitorId).nullable();

export const requests = {
  ...alertRequests,
  ...logRequests,
  /** The present state of everything. */
  status: { input: nothing, output: statusSchema },
  /** Strips, sparklines and uptime of all monitors over the last `hours`, in `cells` equal cells. */
  overview: {
    input: z.object({
      hours: z.number().int().min(1).max(168).default(24),
      cells: z.number().int().min(1).max(200).default(48),
    }),
    output: z.object({ from: z.number(), to: z.number(), rows: z.array(overviewRowSchema) }),
  },
  /** Chart data of one monitor; `points` is how many columns the chart can draw. */
  trend: {
    input: z.object({
      monitorId,
      from: z.number(),
      to: z.number(),
      points: z.number().int().min(10).max(4000),
    }),
    output: trendSchema,
  },
  /** The last results of one monitor, newest first, older than `before` where given. */
  results: {
    input: z.object({
      monitorId,
      limit: z.number().int().min(1).max(500).default(50),
      before: z.number().nullable().default(null),
    }),
    output: z.object({ results: z.array(resultRowSchema) }),
  },
  uptime: { input: z.object({ monitorId }), output: z.object({ periods: z.array(uptimeSchema) }) },
  /** What happened, newest first: of one monitor or of all. */
  activity: {
    input: z.object({
      monitorId: monitorId.nullable().default(null),
      limit: z.number().int().min(1).max(500).default(50),
    }),
    output: z.object({ entries: z.array(activitySchema) }),
  },
  /** The newest popups and what became of them. */
  notifications: {
    input: z.object({ limit: z.number().int().min(1).max(200).default(20) }),
    output: z.object({ notifications: z.array(notificationSchema) }),
  },
} as const;

export const commands = {
  ...alertCommands,
  ...logCommands,
  /** Checks now, outside the schedule. */
  checkNow: { input: z.object({ monitorIds }), output: z.object({ started: z.number() }) },
  pause: { input: z.object({ monitorIds, forMs: z.number().positive().nullable() }), output: nothing },
  resume: { input: z.object({ monitorIds }), output: nothing },
  /** Sets a marker in the history, such as a deploy. */
  mark: {
    input: z.object({ text: z.string().trim().min(1).max(1000) }),
    output: z.object({ at: z.number() }),
  },
  notifyTest: { input: z.object({ channelId: z.string() }), output: z.object({ detail: z.string() }) },
  /** Adds an HTTP monitor to the configuration file, which is created where there is none. */
  addEndpoint: {
    input: z.object({ name: z.string().trim().min(1).max(100), url: z.string().trim().min(1).max(2000) }),
    output: z.object({ file: z.string(), monitorId }),
  },
  /** Brings the window to the front at a page of it; where the host has none, tells the address that shows it. */
  showWindow: {
    input: z.object({ path: z.string().startsWith('/').max(2000).default('/') }),
    output: z.object({ url: z.string().nullable() }),
  },
  /** Plays the demo fleet's story again; only while the demo runs. */
  replayDemo: { input: nothing, output: nothing },
} as const;

export const events = {
  ...alertEvents,
  ...logEvents,
  /** Monitors that changed, and the ids of those that are gone. */
  monitors: z.object({ at: z.number(), changed: z.array(monitorStatusSchema), removed: z.array(z.string()) }),
  instance: instanceSchema,
  activity: activitySchema,
  notification: notificationSchema,
} as const;

type Entry = { input: z.ZodType; output: z.ZodType };
export const calls = { ...requests, ...commands } satisfies Record<string, Entry>;

export type Calls = typeof calls;
export type CallName = keyof Calls;
export type RequestName = keyof typeof requests;
export type CommandName = keyof typeof commands;
/** What a caller hands in: defaults may be left out. */
export type CallInput<N extends CallName> = z.input<Calls[N]['input']>;
/** What a handler receives: defaults filled in. */
export type ParsedInput<N extends CallName> = z.output<Calls[N]['input']>;
export type CallOutput<N extends CallName> = z.output<Calls[N]['output']>;
export type EventName = keyof typeof events;
export type EventPayload<N extends EventName> = z.output<(typeof events)[N]>;

/** What an implementation of the contract provides: one handler for each entry, checked at compile time. */
export type Handlers = { [N in CallName]: (input: ParsedInput<N>) => Promise<CallOutput<N>> | CallOutput<N> };
