import { fields } from '../fields.ts';
import { host, path, port } from '../values/address.ts';
import { durationLimits } from '../values/limits.ts';
import { defineKind } from './define-kind.ts';
import { buildTls } from './tls-options.ts';

const shape = {
  host,
  port,
  expires: durationLimits('falling').optional(),
  tls: fields({ ca: path.optional(), servername: host.optional() }).optional(),
};

/** Kind `tls`: judges the certificate of a server. */
export const tlsKind = defineKind('tls', shape, (own, base, context) => {
  const { ca, servername } = buildTls(own.tls, context);
  return { ...base, kind: 'tls', host: own.host, port: own.port, servername, ca, expires: own.expires ?? {} };
});
