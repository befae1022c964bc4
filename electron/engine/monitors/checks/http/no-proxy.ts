import ipaddr from 'ipaddr.js';

/**
 * True where `NO_PROXY` takes a host out: a list separated by commas or spaces of names (each covers the names below
 * it; a leading `.` or `*.` makes no difference), addresses, address ranges (`10.0.0.0/8`), any of them with `:port`,
 * or `*` for everything.
 */
export function isExemptFromProxy(list: string | undefined, host: string, port: number): boolean {
  if (!list) return false;
  const name = host.toLowerCase();
  return list
    .toLowerCase()
    .split(/[\s,]+/)
    .filter(Boolean)
    .some((entry) => covers(entry, name, port));
}

function covers(entry: string, host: string, port: number): boolean {
  if (entry === '*') return true;
  const withPort = /^(\[.+\]|[^:]+):(\d+)$/.exec(entry);
  if (withPort && Number(withPort[2]) !== port) return false;
  const pattern = (withPort?.[1] ?? entry).replace(/^\[(.+)\]$/, '$1').replace(/^\*?\./, '');
  if (ipaddr.isValid(host)) return coversAddress(pattern, host);
  return host === pattern || host.endsWith(`.${pattern}`);
}

function coversAddress(pattern: string, host: string): boolean {
  const address = ipaddr.process(host);
  if (ipaddr.isValid(pattern)) return ipaddr.process(pattern).toString() === address.toString();
  if (!ipaddr.isValidCIDR(pattern)) return false;
  const range = ipaddr.parseCIDR(pattern);
  return range[0].kind() === address.kind() && address.match(range);
}
