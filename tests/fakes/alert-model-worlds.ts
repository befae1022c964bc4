/** Random worlds for the alert model: monitors, rules, settings, and what people and the machine do meanwhile. */
import fc from 'fast-check';
import type { ModelRule, ModelWorld, Seen } from './alert-model-past.ts';

const SECONDS = 150;
const MONITORS = ['a', 'b', 'c'];

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

const span = fc
  .record({ fromS: fc.integer({ min: 0, max: SECONDS }), forS: fc.integer({ min: 1, max: 60 }) })
  .map(({ fromS, forS }) => ({ fromS, untilS: fromS + forS }));

const silence = fc.record({
  span,
  monitor: fc.constantFrom(null, ...MONITORS),
  severity: fc.constantFrom(null, 'warning' as const, 'critical' as const),
});

/** Nothing, or in one of so many worlds something. */
const rarely = <T>(none: T, some: fc.Arbitrary<T>, weight = 1): fc.Arbitrary<T> =>
  fc.oneof({ weight: 2, arbitrary: fc.constant(none) }, { weight, arbitrary: some });

/** Minutes of quiet, on which quiet hours begin and end. */
const quiet = fc.record({
  minutes: fc.constantFrom([0, 1], [1, 2], [0, 2]),
  passCritical: fc.boolean(),
});

export const worlds: fc.Arbitrary<ModelWorld> = fc
  .record({
    seen: fc.record({ a: history, b: history, c: history }),
    rules: fc.tuple(rule('one'), rule('two'), rule('three')).map((rules) => [...rules]),
    holdsS: fc.integer({ min: 3, max: 9 }),
    waitS: fc.constantFrom(0, 2, 5),
    intervalS: fc.constantFrom(10, 25),
    parents: rarely<Record<string, string[]>>(
      {},
      fc.record({ b: fc.constantFrom([], ['a']), c: fc.constantFrom([], ['a'], ['b'], ['a', 'b']) }),
    ),
    silences: rarely([], fc.array(silence, { minLength: 1, maxLength: 2 })),
    quiet: rarely(null, fc.option(quiet)),
    away: rarely(
      [],
      fc.tuple(fc.nat({ max: 60 }), fc.integer({ min: 1, max: 40 })).map(([from, length]) => [
        { fromS: from, untilS: from + length },
        { fromS: from + length + 10, untilS: from + 2 * length + 10 },
      ]),
    ),
    repeatS: rarely(null, fc.option(fc.constantFrom(12, 30))),
    acks: rarely(
      [],
      fc.array(fc.record({ second: fc.nat({ max: 80 }), id: fc.constantFrom(...MONITORS) }), {
        maxLength: 3,
      }),
    ),
    limit: rarely(
      null,
      fc.option(fc.record({ popups: fc.integer({ min: 1, max: 3 }), perS: fc.constantFrom(20, 60) })),
    ),
  })
  .map(({ silences, quiet: hours, ...world }) => ({
    ...(world.repeatS === null ? world : { ...world, holdsS: 1000, seen: alwaysKnown(world.seen) }),
    seconds: SECONDS,
    silences: silences.map(({ span: own, ...match }) => ({ ...own, ...match })),
    quiet: hours && {
      fromS: (hours.minutes[0] ?? 0) * 60,
      untilS: (hours.minutes[1] ?? 1) * 60,
      passCritical: hours.passCritical,
    },
  }));

/** With repeats nothing is unknown: how a popup of several alerts counts time in which one of them freezes is no one rule. */
function alwaysKnown(seen: Record<string, Seen[]>): Record<string, Seen[]> {
  return Object.fromEntries(
    Object.entries(seen).map(([id, list]) => [id, list.map((state) => (state === 'unknown' ? null : state))]),
  );
}

/** Changes often, then settles, again and again. */
const restless = fc.array(
  fc.record({
    states: fc.array(fc.constantFrom<Seen>('healthy', 'degraded', 'unhealthy', 'unknown', null), {
      minLength: 1,
      maxLength: 3,
    }),
    times: fc.integer({ min: 1, max: 15 }),
  }),
  { minLength: 1, maxLength: 12 },
);

/** Fails now and then for a moment: too seldom to flap by its changes. */
const recurring = fc
  .array(
    fc.record({
      bad: fc.integer({ min: 1, max: 3 }),
      good: fc.integer({ min: 8, max: 25 }),
      after: fc.constantFrom<Seen>('healthy', 'healthy', 'degraded', 'unknown'),
    }),
    { minLength: 3, maxLength: 8 },
  )
  .map((parts) =>
    parts.flatMap(({ bad, good, after }): { states: Seen[]; times: number }[] => [
      { states: ['unhealthy'], times: bad },
      { states: [after], times: 1 },
      { states: ['healthy'], times: good },
    ]),
  );

/** A monitor that may flap, by the minute. */
export const flappingWorlds: fc.Arbitrary<ModelWorld> = fc.oneof(restless, recurring).map((parts) => ({
  seen: { a: parts.flatMap(({ states, times }) => Array.from({ length: times }, () => states).flat()) },
  rules: [{ id: 'down', severity: 'critical', state: 'unhealthy', forS: 0, keepS: 0 }],
  holdsS: 3,
  waitS: 0,
  intervalS: 300,
  seconds: 240,
  parents: {},
  silences: [],
  quiet: null,
  away: [],
  repeatS: null,
  acks: [],
  limit: null,
}));

/** After how many seconds the state is written down and read back: seldom, as a rule, since that is what takes time. */
export const restarts: fc.Arbitrary<number> = fc.oneof(
  { weight: 1, arbitrary: fc.integer({ min: 1, max: 9 }) },
  { weight: 19, arbitrary: fc.integer({ min: 10, max: SECONDS }) },
);
