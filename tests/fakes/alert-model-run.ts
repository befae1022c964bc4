/** Plays a world of the model on the real core. */
import fc from 'fast-check';
import type { AlertRule } from '../../shared/config/alerts/model.ts';
import { buildNotify } from '../../shared/config/notify/notify.ts';
import { AlertCore } from '../../electron/engine/alerts/core/core.ts';
import type { CoreConfig } from '../../electron/engine/alerts/core/facts.ts';
import { loadState, saveState } from '../../electron/engine/alerts/core/save.ts';
import { Fleet } from '../../electron/engine/alerts/rule-tests/fleet.ts';
import type { MonitorSeries } from '../../electron/engine/alerts/rule-tests/model.ts';
import type { ModelRule, ModelWorld, Seen } from './alert-model.ts';

const SECOND = 1000;

function configOf({ seen, rules, holdsS, waitS, intervalS }: ModelWorld): CoreConfig {
  const confirm = { failures: 1, recoveries: 1, atLeastMs: 0 };
  const own = {
    group: 'all',
    kind: 'http',
    environment: 'production',
    labels: {},
    runbook: null,
    dependsOn: [],
    network: null,
  };
  const times = { intervalMs: 0, timeoutMs: holdsS * SECOND, spacingMs: SECOND };
  const notify = buildNotify(undefined);
  return {
    monitors: Object.keys(seen).map((id) => ({ id, name: id, ...own, ...times, confirm, local: false })),
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
      repeatMs: { info: null, warning: null, critical: null },
      rateLimit: { popups: 1_000_000, perMs: SECOND },
      away: null,
    },
    maintenance: [],
    zone: 'UTC',
  };
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
    take(core.advance(second * SECOND, fleet.take(samples, second * SECOND)));
    if (second % restartEvery === 0)
      core = new AlertCore(config, second * SECOND, loadState(saveState(core.state)));
  }
  return said;
}

function seriesOf(monitor: string, state: Exclude<Seen, null>): MonitorSeries {
  const none = { latency: null, components: {}, certExpires: null, fileAge: null, restarts: null };
  return { monitor, intervalMs: SECOND, state: [state], ...none };
}

const rule = (id: string): fc.Arbitrary<ModelRule> =>
  fc.record({
    id: fc.constant(id),
    severity: fc.constantFrom('warning' as const, 'critical' as const),
    state: fc.constantFrom('degraded' as const, 'unhealthy' as const),
    forS: fc.constantFrom(0, 0, 3, 7),
    keepS: fc.constantFrom(0, 0, 4),
  });

/** Few changes, so that nothing flaps: the model knows nothing of that. */
const history: fc.Arbitrary<Seen[]> = fc
  .array(
    fc.record({
      state: fc.constantFrom<Seen>('healthy', 'healthy', 'degraded', 'unhealthy', 'unknown', null),
      every: fc.integer({ min: 1, max: 4 }),
      times: fc.integer({ min: 1, max: 8 }),
    }),
    { minLength: 1, maxLength: 6 },
  )
  .map((parts) =>
    parts.flatMap(({ state, every, times }) =>
      Array.from({ length: every * times }, (_, index) => (index % every === 0 ? state : null)),
    ),
  );

/** Random monitors, rules and settings of grouping. */
export const worlds: fc.Arbitrary<ModelWorld> = fc.record({
  seen: fc.record({ a: history, b: history, c: history }),
  rules: fc.tuple(rule('one'), rule('two'), rule('three')).map((rules) => [...rules]),
  holdsS: fc.integer({ min: 3, max: 9 }),
  waitS: fc.constantFrom(0, 2, 5),
  intervalS: fc.constantFrom(10, 25),
  seconds: fc.constant(150),
});
