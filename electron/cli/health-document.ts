/** The document of `check` and `health`, and how it is shown to people. Pure. */
import { cause as causeOf } from '../engine/alerts/cause.ts';
import type { Component } from '../../shared/domain/check-result.ts';
import { EXIT_CODE, overallState, type State, type TrustworthyState } from '../../shared/domain/state.ts';
import { shortDuration } from '../../shared/domain/time-text.ts';
import { columns, plain, stateMark, type Output } from './output.ts';

/** One monitor in the document; `interfaces.md` names the fields. */
export interface HealthEntry {
  id: string;
  name: string;
  group: string | null;
  kind: string;
  state: State;
  latencyMs: number | null;
  httpStatus: number | null;
  message: string;
  components: Pick<Component, 'path' | 'state' | 'message'>[];
  /** Only `health` has these: ISO 8601, milliseconds, the state before sight was lost, and a pause. */
  since?: string | null;
  dataAgeMs?: number | null;
  lastState?: TrustworthyState | null;
  paused?: true;
}

export interface HealthDocument {
  state: State;
  at: string;
  monitors: HealthEntry[];
}

/** Paused monitors are shown and not judged; none left to judge is unknown. */
export function healthDocument(monitors: HealthEntry[], at: number): HealthDocument {
  const judged = monitors.filter(({ paused }) => !paused);
  return { state: overallState(judged.map(({ state }) => state)), at: new Date(at).toISOString(), monitors };
}

/** Components as the document has them: a message where there is one, and nothing else. */
export function documentComponents(components: readonly Component[]): HealthEntry['components'] {
  return components.map(({ path, state, message }) => (message ? { path, state, message } : { path, state }));
}

/** Nagios plugin convention; `failOn: unhealthy` lets degraded pass. */
export function healthExitCode(state: State, failOn: 'degraded' | 'unhealthy' = 'degraded'): number {
  return state === 'degraded' && failOn === 'unhealthy' ? 0 : EXIT_CODE[state];
}

/**
 * Prints the document, and for people behind each monitor how its body was read, where `readAs` has an entry for it.
 */
export function printHealth(
  output: Output,
  document: HealthDocument,
  readAs: ReadonlyMap<string, string> = new Map(),
): void {
  output.document(document);
  if (output.json) return;
  const rows = document.monitors.map((monitor) => [
    stateMark(output, monitor.state),
    output.style('bold', plain(monitor.name)),
    stateText(monitor),
    monitor.latencyMs === null ? '–' : `${Math.round(monitor.latencyMs)} ms`,
    plain(causeOf(monitor)),
  ]);
  for (const [index, line] of columns(rows).entries()) {
    output.line(line);
    const read = readAs.get(document.monitors[index]?.id ?? '');
    if (read !== undefined) output.line(output.style('dim', `     ${plain(read)}`));
  }
  const count = document.monitors.length;
  output.line(
    count === 0
      ? 'Nothing is watched.'
      : `${stateMark(output, document.state)} ${document.state}: ${count} ${count === 1 ? 'monitor' : 'monitors'}`,
  );
}

function stateText({ state, paused, lastState, dataAgeMs }: HealthEntry): string {
  if (paused) return `paused (${state})`;
  const age = dataAgeMs === undefined || dataAgeMs === null ? '' : `, ${shortDuration(dataAgeMs)} ago`;
  return state === 'unknown' && lastState ? `unknown (was ${lastState}${age})` : `${state}${age}`;
}
