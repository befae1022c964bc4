/** What happens to a subject while its incident is open. */
import type { MonitorView } from './inputs.ts';
import { addEvent, endAck, openIncident, tellIncident } from './incidents.ts';
import type { World } from './world.ts';

const isFailing = (state: string): boolean => state === 'degraded' || state === 'unhealthy';

/** The paths of components that fail. */
export function failingPaths(view: MonitorView): string[] {
  return view.components.filter(({ state }) => isFailing(state)).map(({ path }) => path);
}

/** Writes changes of components into the timeline; a part that begins to fail ends an acknowledgement. */
export function componentsChanged(
  world: World,
  subject: string,
  before: MonitorView,
  after: MonitorView,
): void {
  const incident = openIncident(world, subject);
  if (!incident) return;
  if (before.state !== after.state) addEvent(world, subject, 'state', after.state);
  if (before.components === after.components) return;
  const known = new Map(before.components.map(({ path, state }) => [path, state]));
  for (const { path, state } of after.components) {
    if (known.get(path) === state) continue;
    if (known.has(path) || isFailing(state)) addEvent(world, subject, 'component', `${path} ${state}`);
  }
  const fresh = failingPaths(after).find((path) => incident.ack && !incident.ack.failing.includes(path));
  if (fresh !== undefined) endAck(world, incident, `${fresh} fails too`);
}

export function acknowledge(world: World, subject: string, by: string, text: string): void {
  const incident = openIncident(world, subject);
  if (!incident) return;
  const view = world.state.subjects.get(subject)?.view;
  incident.ack = {
    at: world.at,
    by,
    text,
    severity: incident.severity,
    failing: view ? failingPaths(view) : [],
  };
  world.effects.acks.push({ subject, at: world.at, ack: { by, text } });
  addEvent(world, subject, 'ack', [`acknowledged by ${by}`, text].filter(Boolean).join(': '));
  tellIncident(world, incident);
}
