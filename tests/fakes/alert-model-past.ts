/** What a world of the alert model is, and what its past says at a second: each question looks at the whole past. */
export type Seen = 'healthy' | 'degraded' | 'unhealthy' | 'unknown' | null;

export type ModelSeverity = 'warning' | 'critical';

export interface ModelRule {
  id: string;
  severity: ModelSeverity;
  state: 'degraded' | 'unhealthy';
  forS: number;
  keepS: number;
}

interface Span {
  fromS: number;
  untilS: number;
}

export interface ModelWorld {
  /** What each monitor's check found, by second; null where there was none. */
  seen: Record<string, Seen[]>;
  rules: ModelRule[];
  holdsS: number;
  waitS: number;
  intervalS: number;
  seconds: number;
  /** What each monitor depends on. */
  parents: Record<string, string[]>;
  /** Null: of any monitor, of any severity. */
  silences: (Span & { monitor: string | null; severity: ModelSeverity | null })[];
  quiet: (Span & { passCritical: boolean }) | null;
  /** The machine is locked; empty: nobody is ever away. */
  away: Span[];
  /** Critical ones are repeated; null: never. */
  repeatS: number | null;
  acks: { second: number; id: string }[];
  limit: { popups: number; perS: number } | null;
}

/** Trustworthy results up to a second, oldest first. */
export function trusted({ seen }: ModelWorld, id: string, now: number) {
  return (seen[id] ?? [])
    .slice(0, now + 1)
    .flatMap((state, at) => (state === null || state === 'unknown' ? [] : [{ at, state }]));
}

export const lastTrusted = (world: ModelWorld, id: string, now: number) =>
  trusted(world, id, now).at(-1) ?? null;

/** As it is known, or was last. */
export const isUnhealthy = (world: ModelWorld, id: string, now: number): boolean =>
  lastTrusted(world, id, now)?.state === 'unhealthy';

/** When it last ceased to be unhealthy, or null. */
export function recoveredAt(world: ModelWorld, id: string, now: number): number | null {
  const results = trusted(world, id, now);
  const ends = results.filter(
    ({ state }, index) => state !== 'unhealthy' && results[index - 1]?.state === 'unhealthy',
  );
  return ends.at(-1)?.at ?? null;
}

/** A child began to fail, and its parent has not answered since: that is waited for, once the parent's time for it long. */
export function answersAwaited(world: ModelWorld, id: string, parent: string, now: number): boolean {
  const results = trusted(world, id, now);
  const lastHealthy = results.findLastIndex(({ state }) => state === 'healthy');
  const began = results[lastHealthy + 1]?.at;
  if (began === undefined || now >= began + world.holdsS + 1) return false;
  return (lastTrusted(world, parent, now)?.at ?? -1) < began;
}

/** Whether a monitor is in a state; null while nothing is known of it. */
export function conditionAt(
  { seen, holdsS }: ModelWorld,
  id: string,
  state: string,
  now: number,
): boolean | null {
  const results = seen[id] ?? [];
  for (let at = now; at >= 0; at -= 1) {
    const result = results[at] ?? null;
    if (result === null) continue;
    if (result === 'unknown' || now - at >= holdsS) return null;
    return result === state;
  }
  return null;
}
