import { z } from 'zod';
import { entriesOf, fields } from '../fields.ts';
import type { Payload } from '../model.ts';
import { headerNameProblem, headerValue, hostPort, httpUrl, method, proxy } from '../values/address.ts';
import { jsonValue } from '../values/json.ts';
import { integer, oneOf, text } from '../values/plain.ts';
import { defineKind } from './define-kind.ts';
import { buildExpect, httpExpect } from './http-expect.ts';
import { buildTls, tlsOptions } from './tls-options.ts';

const credential = text('text', { empty: true, secret: true });

const send = fields({ json: jsonValue.optional(), text: text('text', { empty: true }).optional() }).transform(
  (parsed, context): Payload => {
    if (parsed.json !== undefined && parsed.text === undefined) return { json: parsed.json.json };
    if (parsed.text !== undefined && parsed.json === undefined) return { text: parsed.text };
    context.issues.push({ code: 'custom', message: 'expected either json or text', input: parsed });
    return z.NEVER;
  },
);

const shape = {
  url: httpUrl,
  method: method.optional(),
  headers: entriesOf(headerValue, headerNameProblem).optional(),
  send: send.optional(),
  auth: fields({ basic: fields({ user: credential, password: credential }) }).optional(),
  redirects: integer(0, 50).optional(),
  connection: oneOf(['fresh', 'keep-alive']).optional(),
  connect: hostPort.optional(),
  ip: oneOf(['4', '6']).optional(),
  proxy: proxy.optional(),
  tls: tlsOptions.optional(),
  expect: httpExpect.optional(),
};

/** Kind `http`: asks a URL and judges status, body, headers and latency. */
export const httpKind = defineKind('http', shape, (own, base, context) => ({
  ...base,
  kind: 'http',
  url: own.url,
  method: (own.method ?? 'GET').toUpperCase(),
  headers: Object.fromEntries(own.headers ?? []),
  send: own.send ?? null,
  auth: own.auth ?? null,
  redirects: own.redirects ?? 5,
  connection: own.connection ?? 'fresh',
  connect: own.connect ?? null,
  ip: own.ip === undefined ? null : own.ip === '4' ? 4 : 6,
  proxy: own.proxy ?? 'system',
  tls: buildTls(own.tls, context),
  expect: buildExpect(own.expect),
}));
