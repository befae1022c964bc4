/**
 * A slow and obvious model of what alerts do, one second at a time: no timers, no windows that slide, what the past says is
 * worked out anew from the whole past. It knows one channel, the desktop, one group, confirmation at once, and rules on
 * states; and of what holds popups back: dependencies, silences, quiet hours, absence, acknowledgements and the limit of
 * popups.
 */
import {
  answersAwaited,
  conditionAt,
  isUnhealthy,
  lastTrusted,
  recoveredAt,
  type ModelSeverity,
  type ModelWorld,
} from './alert-model-past.ts';

interface Alert {
  phase: 'inactive' | 'pending' | 'firing';
  /** Seconds of known time since the condition began, or stopped, to hold. */
  held: number;
  /** Nothing was known at the second before. */
  frozen: boolean;
}

interface Popup {
  keys: string[];
  severity: ModelSeverity;
  /** A digest belongs to no group. */
  isDigest: boolean;
  saidAt: number;
  overSince: number | null;
  /** Shown while nobody was there. */
  unseen: boolean;
}

interface Incident {
  open: boolean;
  severity: ModelSeverity;
  /** The severity that was acknowledged, or null. */
  acked: ModelSeverity | null;
}

interface Message {
  kind: string;
  keys: string[];
  urgent: boolean;
}

const ORDER = ['problem', 'update', 'repeat', 'recovery', 'digest', 'summary'];
/** A critical subject that was not named gets past the limit at most this often. */
const URGENT_EVERY_S = 30;

const subjectOf = (key: string) => key.split('/')[1] ?? '';
const unique = <T>(list: readonly T[]): T[] => [...new Set(list)];

/** `second kind subjects`, in order. */
export function modelNotifications(world: ModelWorld): string[] {
  const { rules, seen, seconds, waitS, intervalS, limit } = world;
  const ids = Object.keys(seen);
  const order = rules.flatMap((rule) => ids.map((id) => ({ rule, id, key: `${rule.id}/${id}` })));
  const alerts = new Map<string, Alert>();
  const incidents = new Map<string, Incident>();
  const said: string[] = [];
  let waiting: string[] = [];
  let popups: Popup[] = [];
  let dueAt: number | null = null;
  let lastAt: number | null = null;
  const kept: Record<'quiet' | 'away', string[]> = { quiet: [], away: [] };
  let backSince: number | null = null;
  // The limit of popups.
  let shownTimes: number[] = [];
  let urgentAt = -Infinity;
  let summaryAt = -Infinity;
  let counted: string[] = [];
  let queued: string[] = [];

  const severity = (key: string): ModelSeverity =>
    rules.find(({ id }) => id === key.split('/')[0])?.severity ?? 'warning';
  const isCritical = (key: string) => severity(key) === 'critical';
  const fires = (key: string) => alerts.get(key)?.phase === 'firing';
  const shownKeys = () => popups.flatMap(({ keys }) => keys);
  const wasShownCritical = (subject: string) =>
    shownKeys().some((key) => isCritical(key) && subjectOf(key) === subject);

  function isSilenced(key: string, now: number): boolean {
    return world.silences.some(
      ({ monitor, severity: only, fromS, untilS }) =>
        fromS <= now &&
        now < untilS &&
        (monitor === null || monitor === subjectOf(key)) &&
        (only === null || only === severity(key)),
    );
  }

  /** Behind a parent: it is unhealthy, or recovered and the child has not answered since, or has not answered yet. */
  function isBehind(key: string, now: number): boolean {
    const id = subjectOf(key);
    return ancestors(world, id).some((parent) => {
      const recovered = recoveredAt(world, parent, now);
      return (
        isUnhealthy(world, parent, now) ||
        (recovered !== null && (lastTrusted(world, id, now)?.at ?? -1) <= recovered) ||
        answersAwaited(world, id, parent, now)
      );
    });
  }

  const isHeld = (key: string, now: number) => isBehind(key, now) || isSilenced(key, now);

  /** What keeps a severity back at this second. */
  function gate(of: ModelSeverity, now: number): 'quiet' | 'away' | null {
    const { quiet, away } = world;
    if (quiet && quiet.fromS <= now && now < quiet.untilS && !(of === 'critical' && quiet.passCritical))
      return 'quiet';
    return of === 'warning' && isAway(now) && away.length > 0 ? 'away' : null;
  }

  const isAway = (now: number) => world.away.some(({ fromS, untilS }) => fromS <= now && now < untilS);

  function tellIncident(key: string, fired: boolean): void {
    const id = subjectOf(key);
    const incident = incidents.get(id) ?? { open: false, severity: 'warning', acked: null };
    incidents.set(id, incident);
    if (fired) {
      incident.open = true;
      if (isCritical(key)) incident.severity = 'critical';
      if (isCritical(key) && incident.acked === 'warning') incident.acked = null;
    } else if (!order.some((one) => one.id === id && fires(one.key))) {
      incident.open = false;
      incident.acked = null;
    }
  }

  for (let now = 0; now <= seconds; now += 1) {
    const messages: Message[] = [];
    for (const { second, id } of world.acks) {
      const incident = incidents.get(id);
      if (second === now && incident?.open) incident.acked = incident.severity;
    }
    for (const { rule, id, key } of order) {
      const before = fires(key);
      alerts.set(key, step(alerts.get(key), conditionAt(world, id, rule.state, now), rule));
      if (before !== fires(key)) tellIncident(key, fires(key));
    }

    // Who waits: fires, is not held, was not shown; a shown critical of the subject that nothing holds holds its warnings.
    const isInhibited = (key: string) =>
      !isCritical(key) &&
      shownKeys().some(
        (one) => subjectOf(one) === subjectOf(key) && isCritical(one) && fires(one) && !isHeld(one, now),
      );
    const mayBeSaid = (key: string) => fires(key) && !isHeld(key, now) && !isInhibited(key);
    kept.quiet = kept.quiet.filter(mayBeSaid);
    kept.away = kept.away.filter(mayBeSaid);
    waiting = waiting.filter(mayBeSaid);
    if (waiting.length === 0) dueAt = null;
    for (const { key } of order) {
      const known = [...waiting, ...shownKeys(), ...kept.quiet, ...kept.away];
      if (!mayBeSaid(key) || known.includes(key)) continue;
      waiting.push(key);
      const due: number =
        lastAt === null
          ? (dueAt ?? now + waitS)
          : isCritical(key) && !wasShownCritical(subjectOf(key))
            ? now + waitS
            : Math.max(now, lastAt + intervalS);
      dueAt = dueAt === null ? due : Math.min(dueAt, due);
    }
    for (const popup of popups) popup.overSince = popup.keys.some(fires) ? null : (popup.overSince ?? now);
    const isGroupOver = () => waiting.length === 0 && popups.every(({ isDigest }) => isDigest);
    if (isGroupOver()) lastAt = null;
    const unseenPopups = popups.filter(({ unseen }) => unseen);
    const somethingWaits = kept.away.length + unseenPopups.length > 0;
    backSince = somethingWaits && !isAway(now) ? (backSince ?? now) : null;

    // First words. What is frozen waits on.
    const ready = waiting.filter((key) => !alerts.get(key)?.frozen);
    if (dueAt !== null && dueAt <= now && ready.length > 0) {
      waiting = waiting.filter((key) => !ready.includes(key));
      if (waiting.length === 0) dueAt = null;
      const passing = ready.filter((key) => {
        const closed = gate(severity(key), now);
        if (closed) kept[closed].push(key);
        return !closed;
      });
      const loud = new Set(passing.filter(isCritical).map(subjectOf));
      const keys = passing.filter((key) => isCritical(key) || !loud.has(subjectOf(key)));
      if (keys.length > 0) {
        const urgent = keys.some((key) => isCritical(key) && !wasShownCritical(subjectOf(key)));
        messages.push({ kind: lastAt === null || urgent ? 'problem' : 'update', keys, urgent });
        popups.push(newPopup(keys, now, isAway(now)));
        lastAt = now;
      }
    }

    // Critical ones that go on and that nobody took note of.
    const repeated = popups.filter(
      ({ keys, saidAt }) =>
        world.repeatS !== null && now - saidAt >= world.repeatS && keys.some((key) => mayRepeat(key, now)),
    );
    for (const isDigest of unique(repeated.map((popup) => popup.isDigest))) {
      const own = repeated.filter((popup) => popup.isDigest === isDigest);
      const keys = unique(own.flatMap((popup) => popup.keys)).filter((key) => mayRepeat(key, now));
      for (const popup of own) popup.saidAt = now;
      const through = keys.filter((key) => gate(severity(key), now) === null);
      if (through.length === 0) continue;
      messages.push({ kind: 'repeat', keys: through, urgent: false });
      if (!isDigest) lastAt = now;
    }

    // Ends.
    const over = popups.filter(({ overSince }) => overSince !== null && now - overSince >= waitS);
    popups = popups.filter((popup) => !over.includes(popup));
    for (const isDigest of unique(over.map((popup) => popup.isDigest))) {
      const told = over.filter(
        (popup) =>
          popup.isDigest === isDigest &&
          !popup.keys.every((key) => isSilenced(key, now)) &&
          gate(popup.severity, now) === null,
      );
      if (told.length === 0) continue;
      messages.push({ kind: 'recovery', keys: told.flatMap(({ keys }) => keys), urgent: false });
      if (!isDigest) lastAt = now;
    }

    // What was kept is told when quiet hours are over, or somebody was back for long enough.
    const isQuiet = world.quiet !== null && world.quiet.fromS <= now && now < world.quiet.untilS;
    if (kept.quiet.length > 0 && !isQuiet) tellDigest('quiet', [], now);
    if (backSince !== null && now - backSince >= waitS) {
      tellDigest(
        'away',
        popups.filter(({ unseen }) => unseen),
        now,
      );
      backSince = null;
    }
    kept.quiet = kept.quiet.filter(mayBeSaid);
    kept.away = kept.away.filter(mayBeSaid);
    if (isGroupOver()) lastAt = null;
    show(now, messages);

    function tellDigest(of: 'quiet' | 'away', leads: Popup[], at: number): void {
      const fresh = kept[of];
      kept[of] = [];
      for (const popup of leads) popup.unseen = false;
      const keys = unique([...leads.flatMap((popup) => popup.keys), ...fresh]).filter(fires);
      if (keys.length === 0) return;
      // All of it would have to wait for something else by now: so does the digest.
      const other = gate(keys.some(isCritical) ? 'critical' : 'warning', at);
      if (other !== null) {
        kept[other].push(...fresh);
        return;
      }
      messages.push({ kind: 'digest', keys, urgent: false });
      if (fresh.length === 0) return;
      const worst = keys.some(isCritical) ? 'critical' : 'warning';
      popups.push({ ...newPopup(fresh, at, false), severity: worst, isDigest: true });
    }
  }
  return said;

  function newPopup(keys: string[], now: number, unseen: boolean): Popup {
    const worst = keys.some(isCritical) ? 'critical' : 'warning';
    return { keys, severity: worst, isDigest: false, saidAt: now, overSince: null, unseen };
  }

  function mayRepeat(key: string, now: number): boolean {
    const acked = incidents.get(subjectOf(key))?.acked ?? null;
    return fires(key) && isCritical(key) && !alerts.get(key)?.frozen && !isHeld(key, now) && acked === null;
  }

  /** What the limit lets through at this second, in the order of kinds. */
  function show(now: number, messages: Message[]): void {
    const shown: Message[] = [];
    const pass = (message: Message) => {
      shownTimes.push(now);
      shown.push(message);
    };
    const mayBeUrgent = () => now - urgentAt >= URGENT_EVERY_S;
    flush();
    for (const message of messages.toSorted((a, b) => ORDER.indexOf(a.kind) - ORDER.indexOf(b.kind))) {
      shownTimes = shownTimes.filter((at) => limit !== null && at > now - limit.perS);
      if (limit === null || shownTimes.length < limit.popups) pass(message);
      else if (message.urgent && mayBeUrgent()) {
        urgentAt = now;
        pass(message);
      } else if (message.urgent) queued.push(...message.keys);
      else counted.push(...message.keys);
    }
    flush();
    for (const { kind, keys } of shown.toSorted((a, b) => ORDER.indexOf(a.kind) - ORDER.indexOf(b.kind))) {
      said.push(`${now} ${kind} ${unique(keys.map(subjectOf)).toSorted().join('+')}`);
    }

    function flush(): void {
      if (queued.length > 0 && mayBeUrgent()) {
        const keys = unique(queued).filter(fires);
        queued = [];
        if (keys.length > 0) {
          urgentAt = now;
          pass({ kind: 'problem', keys, urgent: true });
        }
      }
      if (limit !== null && counted.length > 0 && now - summaryAt >= limit.perS) {
        shown.push({ kind: 'summary', keys: counted, urgent: false });
        counted = [];
        summaryAt = now;
      }
    }
  }
}

/** Everything that a monitor depends on. */
function ancestors({ parents }: ModelWorld, id: string): string[] {
  const own = parents[id] ?? [];
  return unique([...own, ...own.flatMap((parent) => ancestors({ parents } as ModelWorld, parent))]);
}

function step(
  before: Alert | undefined,
  condition: boolean | null,
  rule: { forS: number; keepS: number },
): Alert {
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
