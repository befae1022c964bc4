/**
 * A slow and obvious model of what alerts do, one second at a time: no timers, no windows that slide, everything is
 * worked out anew from the whole past. It knows one channel, one group, confirmation at once, and rules on states.
 */
export type Seen = 'healthy' | 'degraded' | 'unhealthy' | 'unknown' | null;

export interface ModelRule {
  id: string;
  severity: 'warning' | 'critical';
  state: 'degraded' | 'unhealthy';
  forS: number;
  keepS: number;
}

export interface ModelWorld {
  /** What each monitor's check found, by second; null where there was none. */
  seen: Record<string, Seen[]>;
  rules: ModelRule[];
  holdsS: number;
  waitS: number;
  intervalS: number;
  seconds: number;
}

interface Alert {
  phase: 'inactive' | 'pending' | 'firing';
  /** Seconds of known time since the condition began, or stopped, to hold. */
  held: number;
  /** Nothing was known at the second before. */
  frozen: boolean;
}

/** `second kind subjects`, in order. */
export function modelNotifications(world: ModelWorld): string[] {
  const { rules, seen, seconds, waitS, intervalS } = world;
  const ids = Object.keys(seen);
  const alerts = new Map<string, Alert>();
  const waiting: string[] = [];
  let popups: { keys: string[]; overSince: number | null }[] = [];
  let dueAt: number | null = null;
  let lastAt: number | null = null;
  const said: string[] = [];
  const order = rules.flatMap((rule) => ids.map((id) => ({ rule, id, key: `${rule.id}/${id}` })));
  const subjects = (keys: string[]) =>
    [...new Set(keys.map((key) => key.split('/')[1] ?? ''))].toSorted().join('+');
  const severity = (key: string) => rules.find(({ id }) => id === key.split('/')[0])?.severity;
  const fires = (key: string) => alerts.get(key)?.phase === 'firing';
  const shownKeys = () => popups.flatMap(({ keys }) => keys);

  for (let now = 0; now <= seconds; now += 1) {
    for (const { rule, id, key } of order) {
      const condition = conditionAt(world, id, rule.state, now);
      alerts.set(key, step(alerts.get(key), condition, rule));
    }
    // Who waits: fires, is known, was not shown; a shown critical of the subject holds its warnings.
    const criticals = new Set(
      shownKeys()
        .filter((key) => severity(key) === 'critical' && fires(key))
        .map((key) => key.split('/')[1]),
    );
    const mayBeSaid = (key: string) =>
      fires(key) && (severity(key) === 'critical' || !criticals.has(key.split('/')[1]));
    for (const key of waiting.filter((one) => !mayBeSaid(one))) waiting.splice(waiting.indexOf(key), 1);
    if (waiting.length === 0) dueAt = null;
    for (const { key } of order) {
      if (!mayBeSaid(key) || waiting.includes(key) || shownKeys().includes(key)) continue;
      waiting.push(key);
      const subject = key.split('/')[1];
      const known = shownKeys().some((one) => severity(one) === 'critical' && one.endsWith(`/${subject}`));
      const due: number =
        lastAt === null
          ? (dueAt ?? now + waitS)
          : severity(key) === 'critical' && !known
            ? now + waitS
            : Math.max(now, lastAt + intervalS);
      dueAt = dueAt === null ? due : Math.min(dueAt, due);
    }
    for (const popup of popups) {
      const on = popup.keys.some(fires);
      popup.overSince = on ? null : (popup.overSince ?? now);
    }
    if (waiting.length === 0 && popups.length === 0) lastAt = null;
    // What is due.
    const ready = waiting.filter((key) => !alerts.get(key)?.frozen);
    if (dueAt !== null && dueAt <= now && ready.length > 0) {
      const urgent = ready.some(
        (key) =>
          severity(key) === 'critical' &&
          !shownKeys().some((one) => severity(one) === 'critical' && one.endsWith(`/${key.split('/')[1]}`)),
      );
      const loud = new Set(
        ready.filter((key) => severity(key) === 'critical').map((key) => key.split('/')[1]),
      );
      const named = ready.filter((key) => severity(key) === 'critical' || !loud.has(key.split('/')[1]));
      said.push(`${now} ${lastAt === null || urgent ? 'problem' : 'update'} ${subjects(named)}`);
      popups.push({ keys: named, overSince: null });
      for (const key of ready) waiting.splice(waiting.indexOf(key), 1);
      if (waiting.length === 0) dueAt = null;
      lastAt = now;
    }
    const over = popups.filter(({ overSince }) => overSince !== null && now - overSince >= waitS);
    if (over.length > 0) {
      popups = popups.filter((popup) => !over.includes(popup));
      said.push(`${now} recovery ${subjects(over.flatMap(({ keys }) => keys))}`);
      if (waiting.length > 0 || popups.length > 0) lastAt = now;
    }
    if (waiting.length === 0 && popups.length === 0) lastAt = null;
  }
  return said;
}

/** Whether a monitor is in a state; null while nothing is known of it. */
function conditionAt({ seen, holdsS }: ModelWorld, id: string, state: string, now: number): boolean | null {
  const results = seen[id] ?? [];
  for (let at = now; at >= 0; at -= 1) {
    const result = results[at] ?? null;
    if (result === null) continue;
    if (result === 'unknown' || now - at >= holdsS) return null;
    return result === state;
  }
  return null;
}

function step(before: Alert | undefined, condition: boolean | null, rule: ModelRule): Alert {
  const alert = before ?? { phase: 'inactive' as const, held: 0, frozen: false };
  if (condition === null) {
    // Up to now it was known: that second counts.
    const counts = !alert.frozen && alert.phase !== 'inactive' && alert.held >= 0;
    return { ...alert, held: alert.held + (counts ? 1 : 0), frozen: true };
  }
  // The second that ends an unknown time counts for nothing.
  const passed = alert.frozen ? 0 : 1;
  const known = { ...alert, frozen: false };
  switch (alert.phase) {
    case 'inactive':
      if (!condition) return { ...known, held: 0 };
      return { phase: rule.forS > 0 ? 'pending' : 'firing', held: rule.forS > 0 ? 0 : -1, frozen: false };
    case 'pending':
      if (!condition) return { phase: 'inactive', held: 0, frozen: false };
      return alert.held + passed >= rule.forS
        ? { phase: 'firing', held: -1, frozen: false }
        : { ...known, held: alert.held + passed };
    case 'firing': {
      if (condition) return { ...known, held: -1 };
      const cleared = alert.held < 0 ? 0 : alert.held + passed;
      return cleared >= rule.keepS
        ? { phase: 'inactive', held: 0, frozen: false }
        : { ...known, held: cleared };
    }
  }
}
