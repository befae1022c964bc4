import type { Field, Json } from '../json.ts';
import { isTextKey } from '../message.ts';
import { type OwnState, plainState } from '../part.ts';

/** Keys whose boolean or word is the state of the object that holds them. */
export const BOOLEAN_STATE_KEYS: ReadonlySet<string> = new Set(
  'status state health healthy ishealthy ok up passed success alive available'.split(' '),
);

/** Keys whose word (never a boolean) is the state of the object that holds them. */
export const WORD_STATE_KEYS: ReadonlySet<string> = new Set(
  (
    'overall overallstatus overallstate overallhealth healthstatus healthstate servicestatus indicator ' +
    'result outcome conclusion'
  ).split(' '),
);

/** State keys that may hold an object, either with the state in it or with the parts. */
export const STATE_SECTIONS: ReadonlySet<string> = new Set(
  'status state health overall overallstatus overallhealth healthstatus'.split(' '),
);

/** Keys that give the state of a whole list of parts from inside that list. */
export const LIST_STATE_KEYS: ReadonlySet<string> = new Set(
  'status state overall overallstatus overallhealth healthstatus ishealthy'.split(' '),
);

/** Whether a folded key tells the state of the object that holds it. */
export function isStateKey(folded: string): boolean {
  return BOOLEAN_STATE_KEYS.has(folded) || WORD_STATE_KEYS.has(folded);
}

const LIST_WORDS =
  'services|checks|components|entries|entities|dependencies|deps|results|indicators|endpoints|agents|providers|nodes|' +
  'replicas|shards|instances|members|subsystems|systems|subcomponents|probes|modules|plugins|resources|' +
  'integrations|backends|upstreams|databases|caches|queues|brokers|connections|monitors|contributors|servers|' +
  'hosts|workers|targets|models|apis|clients|datastores|healthchecks|failures|microservices|apps|applications';

const LIST = new RegExp(`(?:${LIST_WORDS})$`);
/** A key such as `cassandra:connections` or `/api/services` names one thing. */
const QUALIFIED = /[:/]/;
const LIST_OF_CHECKS =
  /(?:services|checks|components|entries|entities|dependencies|results|indicators|agents|providers|subsystems|probes|integrations|databases|caches|backends|upstreams|datastores|contributors)$/;
const LISTS_BESIDES = new Set(['deps', 'parts', 'health', 'status', 'state']);
const REPLICA_LIST = /(?:nodes|replicas|shards|instances|members)$/;
const FAILING_LIST = /^(?:unhealthy|failed|failing|failures)/;
const PASSING_LIST = /^(?:healthy|passed|passing)/;

/** Whether a folded key is a word that holds a list of parts and so is dropped from their paths. */
export function holdsParts(folded: string): boolean {
  return LISTS_BESIDES.has(folded) || (LIST.test(folded) && !QUALIFIED.test(folded));
}

/** Whether a list is one of checks, where booleans and null count and every entry is a part. */
export function isListOfChecks(folded: string): boolean {
  return LISTS_BESIDES.has(folded) || LIST_OF_CHECKS.test(folded);
}

/** Whether the parts of a list are equals of one thing: nodes, replicas, shards. */
export function holdsReplicas(folded: string): boolean {
  return REPLICA_LIST.test(folded);
}

/** The state that being on a list gives its members, such as `unhealthy_endpoints` or `failures`. */
export function membershipState(folded: string): OwnState | null {
  if (FAILING_LIST.test(folded)) return plainState('unhealthy');
  return PASSING_LIST.test(folded) ? plainState('healthy') : null;
}

/** Whether a folded key holds circuit breakers, whose `open` and `closed` have a meaning of their own. */
export function holdsBreakers(folded: string): boolean {
  return folded.includes('breaker') || folded.includes('circuit');
}

/** Attributes whose words describe something other than health. */
const ATTRIBUTES = new Set(
  (
    'level loglevel severity priority importance criticality impact risk risklevel threatlevel type kind mode ' +
    'category class code color colour role action method event environment env nodeenv stage name id key checker label ' +
    'group region zone timestamp time version'
  ).split(' '),
);

/** Free-form sections and records of the past: what stands in them is not the present state of a part. */
const OPAQUE = new Set(
  (
    'metadata meta tags labels config configuration options settings request headers env environment history ' +
    'incidents events log logs links annotations build git update updates upgrade schedule scheduled ' +
    'scheduledmaintenances trend trends timeline stack alerts thresholds'
  ).split(' '),
);
const PAST = /^(?:last|previous|recent|past)/;

/** Sections whose own state counts but whose content is a record of events. */
const SHALLOW = new Set(['error', 'errors', 'warnings', 'exception', 'exceptions']);

/** Whether a word under this folded key may be the state of a part. */
export function isAttribute(folded: string): boolean {
  return ATTRIBUTES.has(folded) || isTextKey(folded);
}

/** Whether a section under this folded key is left alone. */
export function isOpaque(folded: string): boolean {
  return OPAQUE.has(folded) || PAST.test(folded);
}

/** Whether only the section's own state is read. */
export function isShallow(folded: string): boolean {
  return SHALLOW.has(folded);
}

/** Further keys that name an item of a list, tried in this order after `name`, `key`, `checker`, `…name`, `id`. */
const OTHER_NAME_KEYS = [
  'component',
  'componentid',
  'service',
  'check',
  'model',
  'node',
  'host',
  'title',
  'alias',
  'url',
];

/** The name of an item of a list: `name`, else `key`, `checker`, a key ending in `name`, `id`; null where none. */
export function itemName(fields: readonly Field[]): string | null {
  const ranks = new Map<number, string>();
  for (const { folded, value } of fields) {
    const rank = nameRank(folded);
    const name = rank === null ? '' : asName(value);
    if (rank !== null && name !== '' && !ranks.has(rank)) ranks.set(rank, name);
  }
  const best = Math.min(...ranks.keys());
  return ranks.get(best) ?? null;
}

function nameRank(folded: string): number | null {
  const first = ['name', 'key', 'checker'].indexOf(folded);
  if (first >= 0) return first;
  if (folded.endsWith('name')) return 3;
  if (folded === 'id') return 4;
  const other = OTHER_NAME_KEYS.indexOf(folded);
  return other < 0 ? null : 5 + other;
}

function asName(value: Json): string {
  if (typeof value === 'number') return String(value);
  return typeof value === 'string' ? value.trim() : '';
}
