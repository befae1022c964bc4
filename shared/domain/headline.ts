import { englishHeadline, type HeadlineWords } from './headline-words.ts';
import type { MonitorStatus } from './monitor-status.ts';
import { problemRoots, type ProblemRoot } from './problem-roots.ts';
import { tally, type Tally } from './shape-of.ts';
import type { ShapeName } from './state-shapes.ts';

/** What the headline is made from; a `Status` of the contract fits. */
export interface HeadlineInput {
  instance: {
    demo: boolean;
    paused: { since: number; until: number | null } | null;
    offline: { since: number; reason: string } | null;
    configInvalid: boolean;
    configProblems: readonly { file: string; line: number; column: number }[];
  };
  monitors: readonly MonitorStatus[];
}

/** A piece of the second line; evidence is set apart from what is said about it. */
export interface DetailPart {
  text: string;
  evidence: boolean;
}

/** What a colleague would say first. */
export interface Headline {
  tone: ShapeName;
  /** The sentence that carries the tone's colour. */
  lead: string;
  /** What follows it in the same line; may be empty. */
  rest: string;
  detail: DetailPart[];
}

const MOST_NAMES = 2;

/** The sentence before the dashboard, from the present status at wall time `now` (epoch milliseconds). */
export function headline(
  input: HeadlineInput,
  now: number,
  words: HeadlineWords = englishHeadline(),
): Headline {
  const spoken = speak(input, now, words);
  const intro = input.instance.demo && input.monitors.length > 0 ? [plain(words.demo)] : [];
  return { ...spoken, detail: [...intro, ...spoken.detail] };
}

function speak({ instance, monitors }: HeadlineInput, now: number, words: HeadlineWords): Headline {
  const enabled = monitors.filter((monitor) => monitor.enabled);
  const watched = enabled.filter((monitor) => !monitor.paused);
  const counts = tally(enabled);

  if (instance.configInvalid) return configInvalid(instance.configProblems, words);
  if (monitors.length === 0) return say('unknown', words.nothingConfigured, '', [words.addOne]);
  if (enabled.length === 0) return say('unknown', words.allDisabled, '', [words.enableOne]);
  if (instance.paused) {
    const until = instance.paused.until;
    return say('paused', words.paused(until === null ? null : words.time(until, now)), '', [
      lastKnown(enabled, words),
    ]);
  }
  if (watched.length === 0) return say('paused', words.everyPaused, '', [lastKnown(enabled, words)]);

  const roots = problemRoots(watched);
  if (roots.length > 0)
    return problem(roots, counts, now, words, offlineDetail(instance, counts, now, words));
  if (counts.unknown > 0) return somethingUnknown(instance, watched, counts, now, words);
  return allHealthy(instance, watched, counts, now, words);
}

function configInvalid(
  problems: HeadlineInput['instance']['configProblems'],
  words: HeadlineWords,
): Headline {
  const first = problems[0];
  const file = first?.file.split(/[\\/]/).at(-1) ?? '';
  const detail = first
    ? [words.configProblems(problems.length, `${file}:${first.line}:${first.column}`)]
    : [];
  return say('unknown', words.configInvalid.lead, words.configInvalid.rest, detail);
}

function problem(
  roots: readonly ProblemRoot[],
  counts: Tally,
  now: number,
  words: HeadlineWords,
  offline: string,
): Headline {
  const down = roots.filter(({ verb }) => verb === 'down');
  const named = down.length > 0 ? down : roots;
  const names = named.slice(0, MOST_NAMES).map(({ name }) => name);
  const more = named.length - names.length;
  const lead = down.length > 0 ? words.down(names, more) : words.degraded(names, more);
  const affected = [...new Set(named.flatMap((root) => root.affected))];
  const [first] = affected;
  const told = new Set(named.flatMap(({ monitorIds }) => monitorIds));
  const untold = roots.flatMap(({ monitorIds }) => monitorIds).filter((id) => !told.has(id)).length;
  const started = named.reduce<ProblemRoot | null>(earlier, null);

  const detail = [
    counts.healthy > 0 ? words.othersHealthy(counts.healthy) : '',
    untold > 0 ? words.moreDegraded(untold) : '',
    offline || (counts.unknown > 0 ? words.unknownOnes(counts.unknown) : ''),
    counts.paused > 0 ? words.pausedOnes(counts.paused) : '',
    started?.since ? words.since(words.time(started.since, now), words.duration(now - started.since)) : '',
  ];
  const spoken = say(
    counts.unhealthy > 0 ? 'unhealthy' : 'degraded',
    lead,
    first === undefined ? '' : words.feel(first, affected.length - 1),
    detail,
  );
  if (started?.evidence) {
    spoken.detail.push(plain(words.firstSeenAs), { text: started.evidence, evidence: true });
  }
  return spoken;
}

function somethingUnknown(
  instance: HeadlineInput['instance'],
  watched: readonly MonitorStatus[],
  counts: Tally,
  now: number,
  words: HeadlineWords,
): Headline {
  const pausedOnes = counts.paused > 0 ? words.pausedOnes(counts.paused) : '';
  if (instance.offline) {
    return say('unknown', words.offline, '', [offlineDetail(instance, counts, now, words), pausedOnes]);
  }
  if (counts.healthy > 0) {
    return say('unknown', words.healthyAndUnknown(counts.healthy, counts.unknown), '', [
      ...confirming(watched, words),
      pausedOnes,
    ]);
  }
  const waiting = watched.every(({ unknownReason }) => unknownReason === 'not-run');
  return waiting
    ? say('unknown', words.waiting, '', [words.waitingDetail(counts.unknown), pausedOnes])
    : say('unknown', words.nothingKnown, '', [lastKnown(watched, words), pausedOnes]);
}

function allHealthy(
  { offline }: HeadlineInput['instance'],
  watched: readonly MonitorStatus[],
  counts: Tally,
  now: number,
  words: HeadlineWords,
): Headline {
  const since = watched.reduce<number | null>(
    (latest, monitor) => (monitor.since === null ? latest : Math.max(latest ?? 0, monitor.since)),
    null,
  );
  // Nobody says "for 4 seconds" about good news.
  const lasting = since !== null && now - since >= 60_000 ? words.duration(now - since) : null;
  const [only] = watched;
  const lead =
    watched.length === 1 && only
      ? words.oneHealthy(only.name, lasting)
      : words.allHealthy(counts.healthy, lasting);
  const pausedOnes = counts.paused > 0 ? words.pausedOnes(counts.paused) : '';
  const away = offline ? words.offlineHarmless(words.time(offline.since, now)) : '';
  return say('healthy', lead, '', [...confirming(watched, words), away, pausedOnes]);
}

/** The first change that is on its way, if any. */
function confirming(watched: readonly MonitorStatus[], words: HeadlineWords): string[] {
  const monitor = watched.find((candidate) => candidate.confirming);
  const change = monitor?.confirming;
  return monitor && change
    ? [words.confirming(monitor.name, change.towards, change.seen, change.needed)]
    : [];
}

function offlineDetail(
  { offline }: HeadlineInput['instance'],
  counts: Tally,
  now: number,
  words: HeadlineWords,
): string {
  return offline && counts.unknown > 0
    ? words.offlineSince(words.time(offline.since, now), counts.unknown)
    : '';
}

function lastKnown(monitors: readonly MonitorStatus[], words: HeadlineWords): string {
  const counts = { unhealthy: 0, degraded: 0, healthy: 0 };
  for (const { state, lastState } of monitors) {
    const known = state === 'unknown' ? lastState : state;
    if (known) counts[known] += 1;
  }
  return counts.unhealthy + counts.degraded + counts.healthy > 0 ? words.lastKnown(counts) : '';
}

function earlier(best: ProblemRoot | null, root: ProblemRoot): ProblemRoot {
  if (!best) return root;
  return (root.since ?? Infinity) < (best.since ?? Infinity) ? root : best;
}

function plain(text: string): DetailPart {
  return { text, evidence: false };
}

function say(tone: ShapeName, lead: string, rest: string, detail: readonly string[]): Headline {
  return { tone, lead, rest, detail: detail.filter(Boolean).map(plain) };
}
