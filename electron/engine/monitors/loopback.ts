import ipaddr from 'ipaddr.js';

/**
 * True for a host that never leaves this machine: `localhost` and every name below it, 127.0.0.0/8, ::1 and
 * 127.0.0.0/8 written as IPv6. Brackets, a zone index, a trailing dot and letter case do not matter. Names are not looked up.
 */
export function isLoopbackHost(host: string): boolean {
  const bare = bareHost(host).toLowerCase();
  if (bare === 'localhost' || bare.endsWith('.localhost')) return true;
  if (!ipaddr.isValid(bare)) return false;
  return ipaddr.process(bare).range() === 'loopback';
}

/** A host as sockets want it: without the brackets of `[::1]`, surrounding space and a trailing dot. */
export function bareHost(host: string): string {
  const trimmed = host.trim();
  const inside = trimmed.startsWith('[') && trimmed.endsWith(']') ? trimmed.slice(1, -1) : trimmed;
  return inside.endsWith('.') ? inside.slice(0, -1) : inside;
}
