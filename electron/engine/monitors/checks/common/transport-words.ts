/** What went wrong on the way to a target, in words; keys are the codes of Node, libuv and getaddrinfo. */
const WORDS: Record<string, string> = {
  ECONNREFUSED: 'connection refused, nothing listens there',
  ECONNRESET: 'connection reset by the target',
  ECONNABORTED: 'connection aborted',
  EPIPE: 'connection closed by the target',
  ETIMEDOUT: 'the system gave up connecting',
  EHOSTUNREACH: 'no route to the host',
  EHOSTDOWN: 'the host is down',
  ENETUNREACH: 'network unreachable',
  ENETDOWN: 'network down',
  EADDRNOTAVAIL: 'no local address or port left to connect from',
  EAFNOSUPPORT: 'this machine does not speak that address family',
  EACCES: 'connecting is forbidden on this machine',
  EPERM: 'connecting is forbidden on this machine',
  EMFILE: 'too many open files in Watchpost',
  ENFILE: 'too many open files on this machine',
  ENOTFOUND: 'name not found',
  ENODATA: 'the name has no address',
  EAI_AGAIN: 'name lookup failed, no DNS server answered',
  EAI_FAIL: 'name lookup failed',
  EAI_NODATA: 'the name has no address',
  EAI_NONAME: 'name not found',
  EAI_MEMORY: 'name lookup ran out of memory',
};

/** The code of a system or TLS error, or an empty text. */
export function errorCode(error: unknown): string {
  if (typeof error !== 'object' || error === null || !('code' in error)) return '';
  return typeof error.code === 'string' ? error.code : '';
}

/** A transport error code in plain words; an unknown one is named as it is. */
export function transportInWords(code: string): string {
  return WORDS[code] ?? (code === '' ? 'connection failed' : `connection failed (${code})`);
}
