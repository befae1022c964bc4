import { isIPv6 } from 'node:net';

/** Errors that only say that this machine has no way to an address of that family. */
const NO_WAY = new Set(['ENETUNREACH', 'EHOSTUNREACH', 'EADDRNOTAVAIL', 'EAFNOSUPPORT', 'ENETDOWN']);

/** Addresses with their families in turn, beginning with the family of the first (RFC 8305, section 4). */
export function inTurn(addresses: string[]): string[] {
  const first = addresses.filter((address) => isIPv6(address) === isIPv6(addresses[0] ?? ''));
  const second = addresses.filter((address) => !first.includes(address));
  return first
    .flatMap((address, i) => [address, ...second.slice(i, i + 1)])
    .concat(second.slice(first.length));
}

/**
 * The error code that says most about a target, of one code for each address tried: one of an address that could be
 * reached, and `ECONNREFUSED` only where all such refused. Empty for none.
 */
export function decisiveCode(codes: string[]): string {
  const telling = codes.filter((code) => !NO_WAY.has(code));
  return telling.find((code) => code !== 'ECONNREFUSED') ?? telling[0] ?? codes[0] ?? '';
}
