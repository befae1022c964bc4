/** The alert core with a hand on everything that goes in, and all that it decides as lines to read. */
import type { AlertRule, Condition } from '../../shared/config/alerts/model.ts';
import { buildNotify } from '../../shared/config/notify/notify.ts';
import type { State, TrustworthyState } from '../../shared/domain/state.ts';
import { AlertCore } from '../../electron/engine/alerts/core/core.ts';
import type { Effects } from '../../electron/engine/alerts/core/effects.ts';
import type { CoreConfig, MonitorFacts, SourceFacts } from '../../electron/engine/alerts/core/facts.ts';
import type { CoreInput, MonitorView, SeenResult } from '../../electron/engine/alerts/core/inputs.ts';

const SECOND = 1000;

export function facts(id: string, more: Partial<MonitorFacts> = {}): MonitorFacts {
  return {
    id,
    name: id.toUpperCase(),
    group: null,
    kind: 'http',
    environment: 'production',
    labels: {},
    runbook: null,
    dependsOn: [],
    network: null,
    confirm: { failures: 1, recoveries: 1, atLeastMs: 0 },
    intervalMs: 30 * SECOND,
    timeoutMs: 10 * SECOND,
    spacingMs: 7.5 * SECOND,
    local: false,
    ...more,
  };
}

export function source(id: string, monitors: string[] = []): SourceFacts {
  return { id, name: id.toUpperCase(), group: null, environment: 'production', monitors };
}

export function rule(id: string, severity: AlertRule['severity'], when: Condition): AlertRule {
  const plain = { monitors: [], forMs: 0, keepFiringForMs: 0, labels: {}, runbook: null, message: null };
  return { id, severity, when, ...plain };
}

export const DOWN = rule('down', 'critical', { kind: 'state', states: ['unhealthy'] });
export const MEH = rule('meh', 'warning', { kind: 'state', states: ['degraded'] });

export function coreConfig(monitors: MonitorFacts[], more: Partial<CoreConfig> = {}): CoreConfig {
  const notify = buildNotify(undefined);
  return { monitors, sources: [], rules: [DOWN, MEH], notify, maintenance: [], zone: 'UTC', ...more };
}

/** One line for each thing that was decided, with the second in which it was. */
function linesOf({ ledger, notifications, incidents, events, acks, checkNow, marks }: Effects): string[] {
  const second = (at: number) => `${at / SECOND}`;
  return [
    ...ledger.map((row) =>
      `${second(row.at)} ledger ${row.subject} ${row.rule} ${row.decision} [${row.by}] ${row.text}`.trim(),
    ),
    ...incidents.map(
      ({ subject, severity, startedAt, endedAt, rules }) =>
        `incident ${subject} ${severity} ${second(startedAt)}-${endedAt === null ? '' : second(endedAt)} ${rules.join(',')}`,
    ),
    ...events.map(({ at, kind, text }) => `${second(at)} event ${kind}: ${text}`),
    ...acks.map(
      ({ at, subject, ack }) => `${second(at)} ack ${subject} ${ack ? `${ack.by} ${ack.text}` : 'none'}`,
    ),
    ...checkNow.map((id) => `check ${id}`),
    ...marks.map(({ at, text }) => `${second(at)} mark ${text}`),
    ...notifications.map(
      ({ at, channel, kind, severity, subjects, root, held, rules, over }) =>
        `${second(at)} ${channel} ${kind} ${severity} ${subjects.join(',')} root ${root ?? '-'} held ${held} over ${over} of ${rules.join(',')}`,
    ),
  ];
}

export function playedCore(initial: CoreConfig) {
  const states = new Map<string, TrustworthyState>();
  const core = new AlertCore(initial, 0);
  core.configure(initial, 0);
  let at = 0;
  const play = (...inputs: CoreInput[]) => {
    const effects = core.advance(at, inputs);
    return { effects, lines: linesOf(effects) };
  };

  return {
    core,
    /** Everything that is decided up to a second, itself included. */
    until: (second: number): string[] => {
      at = second * SECOND;
      return play().lines;
    },
    /** At a second, something happens. */
    at: (second: number, ...inputs: CoreInput[]): string[] => {
      at = second * SECOND;
      return play(...inputs).lines;
    },
    effectsAt: (second: number, ...inputs: CoreInput[]): Effects => {
      at = second * SECOND;
      return play(...inputs).effects;
    },
    configure: (next: CoreConfig) => linesOf(core.configure(next, at)),
    /** A result that confirms its state at once, at a second, with the parts that it names. */
    see: (second: number, id: string, state: State, parts: Record<string, State> = {}): CoreInput[] => {
      const result: SeenResult = {
        at: second * SECOND,
        state,
        latencyMs: 10,
        recheck: false,
        restarted: 0,
        certificateUntil: null,
        fileWrittenAt: null,
      };
      const lastState = state === 'unknown' ? (states.get(id) ?? null) : state;
      if (state !== 'unknown') states.set(id, state);
      const view: MonitorView = {
        state,
        lastState,
        since: second * SECOND,
        run: null,
        components: Object.entries(parts).map(([path, of]) => ({ path, state: of })),
        message: '',
      };
      return [
        { type: 'result', monitor: id, result },
        { type: 'view', monitor: id, view, lost: false },
      ];
    },
  };
}
