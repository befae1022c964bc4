/** Plays a world of the model on the real core. */
import type { AlertRule } from '../../shared/config/alerts/model.ts';
import { DAYS } from '../../shared/config/alerts/model.ts';
import { buildNotify } from '../../shared/config/notify/notify.ts';
import { AlertCore } from '../../electron/engine/alerts/core/core.ts';
import type { CoreConfig } from '../../electron/engine/alerts/core/facts.ts';
import type { CoreInput } from '../../electron/engine/alerts/core/inputs.ts';
import { loadState, saveState } from '../../electron/engine/alerts/core/save.ts';
import { Fleet } from '../../electron/engine/alerts/rule-tests/fleet.ts';
import type { MonitorSeries } from '../../electron/engine/alerts/rule-tests/model.ts';
import type { ModelWorld, Seen } from './alert-model-past.ts';

const SECOND = 1000;
const MINUTE = 60 * SECOND;

function configOf(world: ModelWorld): CoreConfig {
  const { seen, rules, holdsS, waitS, intervalS, parents, quiet, away, repeatS, limit } = world;
  const confirm = { failures: 1, recoveries: 1, atLeastMs: 0 };
  const own = {
    group: 'all',
    kind: 'http',
    environment: 'production',
    labels: {},
    runbook: null,
    network: null,
  };
  const times = { intervalMs: 0, timeoutMs: holdsS * SECOND, spacingMs: SECOND };
  const notify = buildNotify(undefined);
  const perMs = limit === null ? SECOND : limit.perS * SECOND;
  return {
    monitors: Object.keys(seen).map((id) => ({
      id,
      name: id,
      ...own,
      ...times,
      dependsOn: parents[id] ?? [],
      confirm,
      local: false,
    })),
    sources: [],
    rules: rules.map(({ id, severity, state, forS, keepS }): AlertRule => ({
      id,
      severity,
      monitors: [],
      when: { kind: 'state', states: [state] },
      forMs: forS * SECOND,
      keepFiringForMs: keepS * SECOND,
      labels: {},
      runbook: null,
      message: null,
    })),
    notify: {
      ...notify,
      groupWaitMs: waitS * SECOND,
      groupIntervalMs: intervalS * SECOND,
      repeatMs: { info: null, warning: null, critical: repeatS === null ? null : repeatS * SECOND },
      rateLimit: { popups: limit?.popups ?? 1_000_000, perMs },
      away: away.length === 0 ? null : { idleMs: 3_600_000, hold: ['info', 'warning'] },
      quietHours:
        quiet === null
          ? []
          : [
              {
                days: [...DAYS],
                from: clock(quiet.fromS),
                to: clock(quiet.untilS),
                zone: 'UTC',
                pass: quiet.passCritical ? ['critical'] : [],
              },
            ],
    },
    maintenance: [],
    zone: 'UTC',
  };
}

/** `HH:MM` so many seconds after midnight. */
const clock = (second: number) => `00:${String(second / 60).padStart(2, '0')}`;

/** What happens at a second beside results. */
function eventsAt({ silences, away, acks }: ModelWorld, second: number): CoreInput[] {
  return [
    ...silences.flatMap(({ monitor, severity, fromS, untilS }, index): CoreInput[] => {
      const match: [string, string[]][] = [];
      if (monitor !== null) match.push(['monitor', [monitor]]);
      if (severity !== null) match.push(['severity', [severity]]);
      const span = { from: fromS * SECOND, until: untilS * SECOND };
      const silence = { id: `s${index}`, match, ...span, reason: '', by: 'somebody' };
      return fromS === second ? [{ type: 'silence', silence }] : [];
    }),
    ...away.flatMap(({ fromS, untilS }): CoreInput[] =>
      second === fromS || second === untilS
        ? [{ type: 'presence', idleSince: null, locked: second === fromS }]
        : [],
    ),
    ...acks.flatMap(({ second: at, id }): CoreInput[] =>
      at === second ? [{ type: 'ack', subject: id, by: 'somebody', text: '' }] : [],
    ),
  ];
}

/** `second kind subjects`, as the model says it; the state is written down and read back after each `restartEvery`. */
export function coreNotifications(world: ModelWorld, restartEvery: number): string[] {
  const config = configOf(world);
  const fleet = new Fleet(config.monitors);
  let core = new AlertCore(config, 0);
  const said: string[] = [];
  const take = (effects: ReturnType<AlertCore['advance']>) => {
    for (const { at, kind, subjects } of effects.notifications) {
      if (kind !== 'flapping') said.push(`${at / SECOND} ${kind} ${subjects.toSorted().join('+')}`);
    }
  };
  take(core.configure(config, 0));
  for (let second = 0; second <= world.seconds; second += 1) {
    const samples = Object.entries(world.seen).flatMap(([id, list]) => {
      const state = list[second] ?? null;
      return state === null ? [] : [{ series: seriesOf(id, state), index: 0, excused: false }];
    });
    const results = fleet.take(samples, second * SECOND);
    take(core.advance(second * SECOND, [...eventsAt(world, second), ...results]));
    if (second % restartEvery === 0)
      core = new AlertCore(config, second * SECOND, loadState(saveState(core.state)));
  }
  return said;
}

/** Whether the monitor `a` flaps, by the minute: a second of the world is a minute here. */
export function coreFlapping(world: ModelWorld, restartEvery: number): boolean[] {
  const config = inMinutes(configOf(world));
  const fleet = new Fleet(config.monitors);
  let core = new AlertCore(config, 0);
  core.configure(config, 0);
  const answers: boolean[] = [];
  for (let minute = 0; minute <= world.seconds; minute += 1) {
    const at = minute * MINUTE;
    const state = world.seen['a']?.[minute] ?? null;
    const samples = state === null ? [] : [{ series: seriesOf('a', state), index: 0, excused: false }];
    core.advance(at, fleet.take(samples, at));
    answers.push(core.isFlapping('a'));
    if (minute % restartEvery === 0) core = new AlertCore(config, at, loadState(saveState(core.state)));
  }
  return answers;
}

function inMinutes(config: CoreConfig): CoreConfig {
  const monitors = config.monitors.map((monitor) => ({
    ...monitor,
    timeoutMs: (monitor.timeoutMs / SECOND) * MINUTE,
  }));
  return { ...config, monitors };
}

function seriesOf(monitor: string, state: Exclude<Seen, null>): MonitorSeries {
  const none = { latency: null, components: {}, certExpires: null, fileAge: null, restarts: null };
  return { monitor, intervalMs: SECOND, state: [state], ...none };
}
