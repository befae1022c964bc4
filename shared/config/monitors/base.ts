import type { MonitorBase } from '../model.ts';
import { entriesOf, fields, type Fields, listOf } from '../fields.ts';
import { duration } from '../values/duration.ts';
import { durationLimits } from '../values/limits.ts';
import { bool, id, integer, oneOf, text } from '../values/plain.ts';

const RUNS = integer(1, 1_000);

const confirm = fields({
  failures: RUNS.optional(),
  recoveries: RUNS.optional(),
  at_least: duration().optional(),
});

const componentRule = fields({ critical: bool });

/** The keys that every kind of monitor has, beside `kind`. */
export const baseShape = {
  id,
  name: text().optional(),
  group: text().optional(),
  enabled: bool.optional(),
  interval: duration({ minMs: 1_000 }).optional(),
  timeout: duration({ minMs: 1 }).optional(),
  labels: entriesOf(text('a label value', { empty: true })).optional(),
  environment: text().optional(),
  runbook: text('a link or text').optional(),
  depends_on: listOf(id).optional(),
  network: id.optional(),
  confirm: confirm.optional(),
  absent: oneOf(['unhealthy', 'unknown']).optional(),
  grace: duration().optional(),
  latency: durationLimits('rising').optional(),
  components: entriesOf(componentRule).optional(),
};

/** What a monitor takes from its surroundings. */
export interface MonitorContext {
  /** The `environment` of the whole configuration. */
  environment: string;
  /** Absolute folder of the file that contains the monitor. */
  folder: string;
  /** Makes a path absolute: `(folder, path)`. */
  resolve(folder: string, path: string): string;
  /** `confirm.at_least` where nothing is said; 15 s in the language itself. */
  atLeastMs?: number;
}

/** The common part of a monitor, with the defaults of the language filled in. */
export function buildBase(parsed: Fields<typeof baseShape>, context: MonitorContext): MonitorBase {
  const environment = parsed.environment ?? context.environment;
  return {
    id: parsed.id,
    name: parsed.name ?? parsed.id,
    group: parsed.group ?? null,
    enabled: parsed.enabled ?? true,
    intervalMs: parsed.interval ?? 30_000,
    timeoutMs: parsed.timeout ?? 10_000,
    labels: Object.fromEntries(parsed.labels ?? []),
    environment,
    runbook: parsed.runbook ?? null,
    dependsOn: parsed.depends_on ?? [],
    network: parsed.network ?? null,
    confirm: {
      failures: parsed.confirm?.failures ?? 2,
      recoveries: parsed.confirm?.recoveries ?? 2,
      atLeastMs: parsed.confirm?.at_least ?? context.atLeastMs ?? 15_000,
    },
    absent: parsed.absent ?? (environment === 'development' ? 'unknown' : 'unhealthy'),
    graceMs: parsed.grace ?? 0,
    latency: parsed.latency ?? {},
    components: (parsed.components ?? []).map(([glob, { critical }]) => ({ glob, critical })),
  };
}
