import type { CommandMonitor } from '../../../../../shared/config/model.ts';
import { outcome, type CheckOutcome } from '../../../../../shared/domain/check-result.ts';
import { overallState, type State } from '../../../../../shared/domain/state.ts';
import type { HealthReading } from '../../../health/dialect.ts';
import { readHealth } from '../../../health/read-health.ts';
import { bodyText } from '../common/body-text.ts';
import { sparedByCritical, type ComponentMarker } from '../decide.ts';
import { findJson } from './find-json.ts';
import { firstWords, outputText } from './first-words.ts';
import type { ProgramEnd, ProgramRun } from './run-program.ts';

/** The end of a program that ended by itself. */
export type OwnEnd = Extract<ProgramEnd, { kind: 'exit' | 'signal' }>;

/** Nagios plugin guidelines: OK, WARNING, CRITICAL, UNKNOWN. */
const STATES: readonly State[] = ['healthy', 'degraded', 'unhealthy', 'unknown'];

/** Not a response over HTTP: nothing but the body speaks. */
const RESPONSE = { status: null, contentType: null, path: null };

/**
 * Judges what a program wrote and how it ended: a health body on stdout counts beside the exit code, and the worse
 * of the two wins; without one the output is read as that of a Nagios plugin.
 */
export function judgeRun(
  monitor: CommandMonitor,
  run: ProgramRun & { end: OwnEnd },
  markCritical: ComponentMarker,
): CheckOutcome {
  const stdout = outputText(run.stdout);
  const reading = monitor.read === 'auto' ? readBody(stdout) : null;
  const components = markCritical(reading?.components ?? []);
  const said = stateOf(run.end);
  const both = reading?.state ? overallState([said, reading.state]) : said;
  const state = sparedByCritical(both, components);
  const message = reading
    ? [endWords(run.end), ...bodyText(reading, components, state)]
    : [pluginWords(run.end, stdout, outputText(run.stderr))];
  const notes = run.isCut ? ['output cut at 1 MiB'] : [];
  return outcome(state, [...message, ...notes].filter(Boolean).join('; '), {
    latencyMs: run.durationMs,
    components,
    service: reading && Object.keys(reading.facts).length > 0 ? reading.facts : null,
    dialect: reading?.dialect ?? null,
    because: reading?.because ?? null,
    failure: said === 'degraded' || said === 'unhealthy' ? 'assertion' : null,
  });
}

/** The last document that says how the service is; null where none does. */
function readBody(text: string): HealthReading | null {
  for (const document of findJson(text).toReversed()) {
    const reading = readHealth(Buffer.from(document), RESPONSE);
    if (reading.state !== null) return reading;
  }
  return null;
}

function stateOf(end: OwnEnd): State {
  return end.kind === 'signal' ? 'unhealthy' : (STATES[end.code] ?? 'unhealthy');
}

/** `exit code 127`, `ended by SIGSEGV`; nothing for a success. */
function endWords(end: OwnEnd): string {
  if (end.kind === 'signal') return `ended by ${end.signal || 'a signal'}`;
  return end.code === 0 ? '' : `exit code ${end.code}`;
}

/** A plugin's own words, or else those of its error output; the end is named where it is not one of a plugin. */
function pluginWords(end: OwnEnd, stdout: string, stderr: string): string {
  const failed = end.kind === 'signal' || end.code !== 0;
  const words = firstWords(stdout) || (failed ? firstWords(stderr) : '');
  const isPluginCode = end.kind === 'exit' && end.code < STATES.length;
  if (words === '') return endWords(end);
  if (isPluginCode) return words;
  return `${endWords(end)}: ${words}`;
}
