/** Takes in what the log reader found: counts, numbers in fields, error groups. */
import { NEW_GROUP_MS } from '../conditions/log-group.ts';
import { addSample, noSamples } from '../windows/samples.ts';
import { countedAt } from '../logs/counted-at.ts';
import { logSubject, sourcesOf } from './settings.ts';
import type { LogMatch, SourceSight } from './inputs.ts';
import { newChannel, type SourceState, type Span } from './state.ts';
import { isStopped, type World } from './world.ts';

/** An error this old when it is read is told of in a digest, not as news. */
const OLD_MS = 10 * 60_000;
const TITLES_KEPT = 3;
const SPANS_KEPT = 64;

export function sourceState(world: World, id: string): SourceState {
  const known = world.state.sources.get(id);
  if (known) return known;
  const fresh: SourceState = {
    reads: 'all',
    read: [{ from: world.at, to: null }],
    whole: [{ from: world.at, to: null }],
    windows: new Map(),
    groupAt: new Map(),
    active: new Map(),
    titles: new Map(),
  };
  world.state.sources.set(id, fresh);
  return fresh;
}

/** What of a source is read has changed, or begins to be known. */
export function takeSight(world: World, id: string, reads: SourceSight): void {
  if (!world.settings.sources.has(id)) return;
  const source = sourceState(world, id);
  if (source.reads === reads) return;
  source.reads = reads;
  followReading(source, world);
  world.effects.dirty = true;
  for (const { leaves, subjects } of world.settings.rules) {
    const isAbout = leaves.some(
      ({ condition }) =>
        'filter' in condition && sourcesOf(condition, world.settings.sources.values()).includes(id),
    );
    if (isAbout) for (const subject of subjects) world.touched.add(subject);
  }
}

/** Begins and ends the times in which a source is read. */
export function followReading(source: SourceState, { state, at }: World): void {
  const awake = !isStopped(state);
  source.read = followSpans(source.read, awake && source.reads !== 'none', at);
  source.whole = followSpans(source.whole, awake && source.reads === 'all', at);
}

function followSpans(spans: readonly Span[], goesOn: boolean, at: number): Span[] {
  const last = spans.at(-1);
  const going = last?.to === null;
  if (going === goesOn) return [...spans];
  if (goesOn) return [...spans, { from: at, to: null }].slice(-SPANS_KEPT);
  return spans.map((span) => (span === last ? { ...span, to: at } : span));
}

export function takeLogs(world: World, match: LogMatch): void {
  if (match.backfilled || !world.settings.sources.has(match.source)) return;
  const source = sourceState(world, match.source);
  const subject = logSubject(match.source);
  world.touched.add(subject);
  for (const { condition, value } of match.hits) {
    const rule = condition.slice(0, condition.indexOf('\n'));
    const ready = world.settings.byId.get(rule);
    const leaf = ready?.leaves.find(({ key }) => key === condition);
    if (!ready || !leaf) continue;
    for (const id of ready.joined.get(condition) ?? []) world.touched.add(id);
    if (leaf.condition.kind === 'log_group') {
      takeGroup(world, { source, subject, rule, condition, wanted: leaf.condition.group }, match);
    } else if (leaf.condition.kind === 'log_count') {
      count(source, condition, match, match.count, leaf.condition.overMs);
    } else if (leaf.condition.kind === 'log_field' && value !== null) {
      count(source, condition, match, value, leaf.condition.overMs);
    }
  }
}

function count(source: SourceState, key: string, match: LogMatch, value: number, overMs: number): void {
  const samples = source.windows.get(key) ?? noSamples();
  source.windows.set(key, samples);
  addSample(samples, countedAt(match), value, overMs);
}

function takeGroup(
  world: World,
  on: { source: SourceState; subject: string; rule: string; condition: string; wanted: 'new' | 'regressed' },
  { group, time, readAt }: LogMatch,
): void {
  if (!group) return;
  const { source, subject, rule, condition } = on;
  const isFirst = on.wanted === 'new' ? group.isNew : group.isRegressed;
  // A group is new until it has been silent for so long; after that its occurrences are nothing new.
  const stillNew = world.at < (source.groupAt.get(condition) ?? -Infinity) + NEW_GROUP_MS;
  const active = stillNew ? (source.active.get(condition) ?? []) : [];
  if (isFirst && readAt - time > OLD_MS) {
    tellLater(world, subject, group.title);
    return;
  }
  if (isFirst && !active.includes(group.fingerprint)) {
    source.active.set(condition, [...active, group.fingerprint].slice(-1000));
    const titles = source.titles.get(rule) ?? { newest: [], count: 0 };
    source.titles.set(rule, {
      newest: [...titles.newest, group.title].slice(-TITLES_KEPT),
      count: titles.count + 1,
    });
  }
  if (isFirst || active.includes(group.fingerprint)) source.groupAt.set(condition, world.at);
}

/** Old groups are told of together, once for each channel. */
function tellLater(world: World, subject: string, title: string): void {
  world.effects.dirty = true;
  for (const { id } of world.settings.notify.channels) {
    const channel = world.state.channels.get(id) ?? newChannel();
    world.state.channels.set(id, channel);
    const { old } = channel;
    old.count += 1;
    if (old.titles.length < TITLES_KEPT) old.titles.push(title);
    if (!old.sources.includes(subject)) old.sources.push(subject);
    old.dueAt ??= world.at + world.settings.notify.groupWaitMs;
  }
}
