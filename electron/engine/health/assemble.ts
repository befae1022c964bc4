import type { Component, ServiceFacts } from '../../../shared/domain/check-result.ts';
import { isTrustworthy, type State, worse } from '../../../shared/domain/state.ts';
import type { DialectReading, HealthResponse } from './dialect.ts';
import { FALLBACK_NOTE, withNote } from './message.ts';
import { mergeSameNamed } from './merge-parts.ts';
import { combineReplicas, effectiveState, type OwnState, type Part, worstKnown } from './part.ts';
import { LONGEST_MESSAGE, LONGEST_NAME, plainText } from './plain-text.ts';

/** A body taken apart, before the verdict. */
export interface BodyParts {
  /** The body's own overall word, or null. */
  own: OwnState | null;
  parts: readonly Part[];
  /** The body's own text for people; may be empty. */
  message: string;
  facts: ServiceFacts;
  /** True where the body says that it runs in a fallback mode: degraded at best. */
  fallback?: boolean;
}

/** More components than this are counted but not listed; failing ones are listed first then. */
export const MOST_COMPONENTS = 1000;
/** Longest component path. */
const LONGEST_PATH = 500;

/** The verdict over a body's own word and its parts; null where neither says anything. */
export function assemble(body: BodyParts, response: HealthResponse): DialectReading {
  const components = new Map<string, Component>();
  const beneath = collect(body.parts, false, '', components);
  const own = settle(body.own, response);
  const said = effectiveState(own, beneath);
  const state = body.fallback === true ? worse(said ?? 'degraded', 'degraded') : said;
  if (state === null && components.size === 0) return null;
  const listed = [...components.values()];
  return {
    state,
    ownWord: own?.state ?? null,
    components: listed.length > MOST_COMPONENTS ? failingFirst(listed).slice(0, MOST_COMPONENTS) : listed,
    message: messageFor(body, own, state, listed),
    facts: body.facts,
  };
}

/** Starting, in maintenance and the like are degraded only while the service answers as expected. */
function settle(own: OwnState | null, { status }: HealthResponse): OwnState | null {
  const expected = status === null || (status >= 200 && status < 400);
  return own === null || !own.transitional || expected ? own : { ...own, state: 'unhealthy' };
}

/** Adds the components of these parts to the list and tells what they amount to together. */
function collect(
  parts: readonly Part[],
  equals: boolean,
  prefix: string,
  into: Map<string, Component>,
): State | null {
  const states: State[] = [];
  for (const part of mergeSameNamed(parts)) {
    const path = part.name === null ? prefix : pathOf(prefix, part.name);
    if (part.own !== null) add(into, path, part.own.state, part.message);
    const beneath = collect(part.children, part.equals, path, into);
    const state = effectiveState(part.own, beneath);
    if (state !== null) states.push(state);
  }
  return equals ? combineReplicas(states) : worstKnown(states);
}

function pathOf(prefix: string, name: string): string {
  const level = plainText(name, LONGEST_NAME) || '?';
  const path = prefix === '' ? level : `${prefix}/${level}`;
  return path.length > LONGEST_PATH ? path.slice(0, LONGEST_PATH).toWellFormed() : path;
}

function add(into: Map<string, Component>, path: string, state: State, message: string): void {
  const before = into.get(path);
  const component: Component = message === '' ? { path, state } : { path, state, message };
  if (before === undefined || (worse(before.state, state) === state && before.state !== state)) {
    into.set(path, component);
  }
}

function failingFirst(components: readonly Component[]): Component[] {
  const failing = components.filter(isFailing);
  return [...failing, ...components.filter((component) => !isFailing(component))];
}

function isFailing({ state }: Component): boolean {
  return isTrustworthy(state) && state !== 'healthy';
}

function messageFor(
  body: BodyParts,
  own: OwnState | null,
  state: State | null,
  listed: readonly Component[],
): string {
  if (body.fallback === true) return withNote(body.message, FALLBACK_NOTE);
  if (body.message !== '' || own?.state !== 'healthy' || state !== 'degraded') return body.message;
  const failing = listed.filter(isFailing).map((component) => component.path);
  const named = failing.slice(0, 3).join(', ');
  return plainText(`the body says ok, but not of ${named}${failing.length > 3 ? ' …' : ''}`, LONGEST_MESSAGE);
}
