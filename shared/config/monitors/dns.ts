import { listOf } from '../fields.ts';
import { DNS_TYPES } from '../model.ts';
import { serverAddress } from '../values/address.ts';
import { oneOf, text } from '../values/plain.ts';
import { defineKind } from './define-kind.ts';

const shape = {
  query: text('a name to look up'),
  type: oneOf(DNS_TYPES),
  answers: listOf(text(), { min: 1 }).optional(),
  server: serverAddress.optional(),
};

/** Kind `dns`: looks a name up, at the system's servers or a given one. */
export const dnsKind = defineKind('dns', shape, (own, base) => ({
  ...base,
  kind: 'dns',
  query: own.query,
  type: own.type,
  answers: own.answers ?? null,
  server: own.server ?? null,
}));
