import type { z } from 'zod';
import { fields } from '../fields.ts';
import type { TlsOptions } from '../model.ts';
import { host, path } from '../values/address.ts';
import { bool } from '../values/plain.ts';
import type { MonitorContext } from './base.ts';

/** The `tls` map: how a certificate is judged, and which one is shown. */
export const tlsOptions = fields({
  verify: bool.optional(),
  ca: path.optional(),
  cert: path.optional(),
  key: path.optional(),
  servername: host.optional(),
}).transform((parsed, context) => {
  if ((parsed.cert === undefined) !== (parsed.key === undefined)) {
    const message = 'a client certificate needs both cert and key';
    const at = parsed.cert === undefined ? 'key' : 'cert';
    context.issues.push({ code: 'custom', message, input: parsed, path: [at] });
  }
  return parsed;
});

/** Paths made absolute; certificates are verified unless told otherwise. */
export function buildTls(
  parsed: z.output<typeof tlsOptions> | undefined,
  context: MonitorContext,
): TlsOptions {
  const file = (at: { folder: string; path: string } | undefined) =>
    at === undefined ? null : context.resolve(at.folder, at.path);
  return {
    verify: parsed?.verify ?? true,
    ca: file(parsed?.ca),
    cert: file(parsed?.cert),
    key: file(parsed?.key),
    servername: parsed?.servername ?? null,
  };
}
