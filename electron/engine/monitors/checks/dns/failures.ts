import { outcome, type CheckOutcome, type FailureKind } from '../../../../../shared/domain/check-result.ts';

/** The codes of c-ares (`node:dns`) in words, and what they say about the target. */
const FAILURES: Record<string, [FailureKind, (name: string, type: string) => string]> = {
  ENOTFOUND: ['assertion', (name) => `${name} does not exist (NXDOMAIN)`],
  ENODATA: ['assertion', (name, type) => `${name} has no ${type} record`],
  // The server's own way to the answer failed, which may be the network's fault.
  ESERVFAIL: ['transport', (name) => `the DNS server could not answer for ${name} (SERVFAIL)`],
  EREFUSED: ['assertion', (name) => `the DNS server refused to answer for ${name} (REFUSED)`],
  EFORMERR: ['assertion', () => 'the DNS server did not understand the query (FORMERR)'],
  ENOTIMP: ['assertion', (_, type) => `the DNS server does not know queries of type ${type} (NOTIMP)`],
  EBADRESP: ['transport', () => 'the answer of the DNS server is malformed'],
  EBADNAME: [
    'internal',
    (name) => `${name} is no name that DNS can be asked for: check query in the configuration`,
  ],
  ECONNREFUSED: ['transport', () => 'no DNS server can be reached'],
};

/** Codes of c-ares for an answer that did not come in time. */
export function isTimeout(code: string): boolean {
  return code === 'ETIMEOUT' || code === 'ETIMEDOUT';
}

/** The outcome of a query that brought no records. `local`: the server asked is one on this machine, by configuration. */
export function queryFailed(
  code: string,
  query: { name: string; type: string; local: boolean },
): CheckOutcome {
  // For c-ares every failed send is a refused connection; only on this machine is it sure to be one.
  if (code === 'ECONNREFUSED' && query.local) {
    return outcome('unhealthy', 'no DNS server listens there', { failure: 'refused' });
  }
  const [failure, words] = FAILURES[code] ?? [
    'transport',
    () => `the query failed (${code || 'no reason given'})`,
  ];
  return outcome('unhealthy', words(query.name, query.type), { failure });
}
