/** A new configuration: what it no longer has closes, a changed condition starts afresh, the rest keeps its state. */
import { closeAlerts, closeSubject } from './events.ts';
import { sourceState } from './log-intake.ts';
import { FLAPPING_RULE } from './settings.ts';
import { subjectState, type World } from './world.ts';

export function followConfig(world: World): void {
  const { state, settings } = world;
  for (const id of state.subjects.keys()) {
    if (settings.subjects.has(id)) continue;
    closeSubject(world, id, 'removed from the configuration, or disabled');
    state.subjects.delete(id);
  }
  const changed = new Set<string>();
  for (const [rule, before] of state.whens) {
    const ready = settings.byId.get(rule);
    if (ready && JSON.stringify(ready.rule.when) !== before) changed.add(rule);
  }
  closeAlerts(world, (key) => isGone(world, key), 'the rule is gone');
  closeAlerts(world, (key) => changed.has(key.split('\n')[0] ?? ''), 'its condition was changed');
  state.whens = new Map(settings.rules.map(({ rule }) => [rule.id, JSON.stringify(rule.when)]));
  forgetSources(world);
  for (const id of state.channels.keys()) {
    if (!settings.notify.channels.some((channel) => channel.id === id)) state.channels.delete(id);
  }
  for (const { id } of settings.config.monitors) {
    subjectState(world, id);
    world.touched.add(id);
  }
  for (const id of settings.sources.keys()) {
    sourceState(world, id);
    world.touched.add(`log:${id}`);
  }
  world.effects.dirty = true;
}

function isGone({ settings }: World, key: string): boolean {
  const [rule = '', subject = ''] = key.split('\n');
  if (rule === FLAPPING_RULE) return !settings.subjects.has(subject);
  return !settings.byId.get(rule)?.subjects.includes(subject);
}

/** Windows of conditions and sources that are no longer there. */
function forgetSources({ state, settings }: World): void {
  const known = new Set(settings.rules.flatMap(({ leaves }) => leaves.map(({ key }) => key)));
  for (const [id, source] of state.sources) {
    if (!settings.sources.has(id)) state.sources.delete(id);
    for (const map of [source.windows, source.groupAt, source.active]) {
      for (const key of map.keys()) if (!known.has(key)) map.delete(key);
    }
  }
}
