import { host, port } from '../values/address.ts';
import { text } from '../values/plain.ts';
import { defineKind } from './define-kind.ts';

const shape = { host, port, send: text().optional(), expect: text().optional() };

/** Kind `tcp`: connects, and may send a text and look for another in the answer. */
export const tcpKind = defineKind('tcp', shape, (own, base) => ({
  ...base,
  kind: 'tcp',
  host: own.host,
  port: own.port,
  send: own.send ?? null,
  expect: own.expect ?? null,
}));
