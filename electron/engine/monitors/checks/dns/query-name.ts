import { domainToASCII } from 'node:url';
import ipaddr from 'ipaddr.js';
import type { DnsType } from '../../../../../shared/config/model.ts';
import { bareHost } from '../../loopback.ts';

/**
 * The name that is asked for: international names in ASCII form, and for PTR an address as its name below
 * in-addr.arpa or ip6.arpa (RFC 1035, section 3.5; RFC 3596, section 2.5).
 */
export function queryName(type: DnsType, query: string): string {
  const name = bareHost(query);
  if (type === 'PTR' && ipaddr.isValid(name)) return reverseName(name);
  // Names such as _sip._tcp.example are no host names and stay as they are.
  return /^[ -~]*$/.test(name) ? name : domainToASCII(name) || name;
}

function reverseName(address: string): string {
  const bytes = ipaddr.parse(address).toByteArray();
  if (bytes.length === 4) return `${bytes.toReversed().join('.')}.in-addr.arpa`;
  const nibbles = bytes.flatMap((byte) => [byte >> 4, byte & 15]).toReversed();
  return `${nibbles.map((nibble) => nibble.toString(16)).join('.')}.ip6.arpa`;
}
