/** Takes in what was seen: results into windows, views, log records, times of blindness. */
import { addSample } from '../windows/samples.ts';
import { addResult, cutAt } from '../windows/timeline.ts';
import { holdsMs } from './holds-ms.ts';
import type { BlindCause, MonitorView, SeenResult } from './inputs.ts';
import { componentsChanged } from './incident-news.ts';
import { followReading } from './log-intake.ts';
import { lastKnown, type SubjectState } from './state.ts';
import { factsOf, isBlind, subjectState, type World } from './world.ts';

/** Raw states that flapping looks at. */
const RAW_KEPT = 21;

/** One finished check. */
export function takeResult(world: World, id: string, result: SeenResult): void {
  const facts = factsOf(world, id);
  if (!facts?.monitor) return;
  const subject = subjectState(world, id);
  if (subject.closed) return;
  world.touched.add(id);
  const { at, state } = result;
  subject.lastResultAt = Math.max(at, subject.lastResultAt ?? at);
  const { reachMs } = facts;
  if (reachMs.results > 0 && !result.recheck) {
    addResult(subject.timeline, { at, state, holdsMs: holdsMs(facts.monitor) }, world.at - reachMs.results);
  }
  if (state === 'unknown') {
    if (result.expected) subject.noData = { countedMs: 0, runningSince: isBlind(world, id) ? null : at };
    darken(world, subject);
    return;
  }
  if (reachMs.latency > 0 && result.latencyMs !== null) {
    addSample(subject.latency, at, result.latencyMs, reachMs.latency);
  }
  if (reachMs.restarts > 0 && result.restarted > 0) {
    addSample(subject.restarts, at, result.restarted, reachMs.restarts);
  }
  if (result.certificateUntil !== null) subject.certificateUntil = result.certificateUntil;
  if (result.fileWrittenAt !== null) subject.fileWrittenAt = result.fileWrittenAt;
  trust(world, id, subject, result);
}

function trust(world: World, id: string, subject: SubjectState, { at, state }: SeenResult): void {
  if (subject.dark) {
    // What flapping waits for stood still while nothing was known.
    subject.lastChangeAt += Math.max(0, world.at - Math.max(subject.darkSince, subject.lastChangeAt));
    subject.dark = false;
  }
  subject.lastTrustedAt = Math.max(at, subject.lastTrustedAt ?? at);
  subject.noData = { countedMs: 0, runningSince: isBlind(world, id) ? null : at };
  const letter = state.charAt(0);
  if (subject.raw !== '' && !subject.raw.endsWith(letter)) subject.lastChangeAt = world.at;
  subject.raw = `${subject.raw}${letter}`.slice(-RAW_KEPT);
  for (const [parent, left] of subject.waitAfter) {
    if (left <= 1) subject.waitAfter.delete(parent);
    else subject.waitAfter.set(parent, left - 1);
  }
}

function darken(world: World, subject: SubjectState): void {
  if (subject.dark) return;
  subject.dark = true;
  subject.darkSince = world.at;
}

/** Nothing more is seen of a subject: what was known of it ends now. */
export function loseSight(world: World, subject: SubjectState): void {
  darken(world, subject);
  cutAt(subject.timeline, world.at);
}

/** The confirmed view after a result; `lost` where it is sight that was lost. */
export function takeView(world: World, id: string, view: MonitorView, lost: boolean): void {
  const facts = factsOf(world, id);
  if (!facts?.monitor) return;
  const subject = subjectState(world, id);
  if (subject.closed) return;
  world.touched.add(id);
  const before = subject.view;
  subject.view = view;
  if (lost) loseSight(world, subject);
  followFailure(world, id, subject, before);
  followRecovery(world, id, before, view);
  componentsChanged(world, id, before, view);
}

/** Notes when a failure began; parents that have said nothing since are to be asked at once. */
function followFailure(world: World, id: string, subject: SubjectState, before: MonitorView): void {
  const { view } = subject;
  const began =
    view.run?.direction === 'worse' && before.run?.direction !== 'worse'
      ? view.run.since
      : isBad(view) && !isBad(before) && view.state !== 'unknown' && before.run?.direction !== 'worse'
        ? (view.since ?? world.at)
        : null;
  if (began !== null) {
    subject.badSince = began;
    const silent = world.settings.family
      .ancestors(id)
      .filter((parent) => (world.state.subjects.get(parent)?.lastResultAt ?? -Infinity) < began);
    world.effects.checkNow.push(...silent);
  } else if (view.state === 'healthy' && view.run === null) {
    subject.badSince = null;
  }
}

function isBad(view: MonitorView): boolean {
  const state = lastKnown(view);
  return state === 'degraded' || state === 'unhealthy';
}

/** After a parent's recovery its children's own results are waited for. */
function followRecovery(world: World, id: string, before: MonitorView, after: MonitorView): void {
  const [was, is] = [lastKnown(before), lastKnown(after)];
  if (was === is) return;
  for (const child of world.settings.family.descendants(id)) {
    const { waitAfter } = subjectState(world, child);
    if (is === 'unhealthy') waitAfter.delete(id);
    else if (was === 'unhealthy') {
      waitAfter.set(id, factsOf(world, child)?.monitor?.confirm.failures ?? 1);
    }
  }
}

/** A time of blindness begins or ends. */
export function takeBlindness(world: World, cause: BlindCause, zone: string | undefined, on: boolean): void {
  const { blind, subjects, sources } = world.state;
  const key = cause === 'zone' ? `zone\n${zone ?? ''}` : cause;
  if (blind.has(key) === on) return;
  if (on) blind.set(key, world.at);
  else blind.delete(key);
  world.effects.dirty = true;
  const stopped = cause === 'asleep' || cause === 'down';
  for (const [id, subject] of subjects) {
    if (stopped && on) loseSight(world, subject);
    runStopwatch(world, id, subject);
    world.touched.add(id);
  }
  if (!stopped) return;
  for (const [id, source] of sources) {
    followReading(source, world);
    world.touched.add(`log:${id}`);
  }
}

/** Missing data counts only while it could have come. */
export function runStopwatch(world: World, id: string, subject: SubjectState): void {
  const { noData } = subject;
  const running = !subject.closed && !isBlind(world, id);
  if (running === (noData.runningSince !== null)) return;
  if (running) noData.runningSince = world.at;
  else {
    noData.countedMs += Math.max(0, world.at - (noData.runningSince ?? world.at));
    noData.runningSince = null;
  }
}
