/** Hosts, ports, URLs, header names and file paths. URLs may carry secrets, so messages never show them. */
import { z } from 'zod';
import { leaf } from '../leaf.ts';
import { integer, textLike } from './plain.ts';

const webUrl = z.url({ protocol: /^https?$/ });
const HOST = /^(?:[^\s/\\:@?#[\]]{1,253}|\[[0-9a-fA-F:.]+\]|[0-9a-fA-F:.]*:[0-9a-fA-F:.]*)$/;
const HOST_PORT = /^(?:[^\s/\\:@?#[\]]{1,253}|\[[0-9a-fA-F:.]+\]):(\d{1,5})$/;

/** True for `host:port` or `[::1]:port` with a port of 1 to 65535. */
export function isHostPort(text: string): boolean {
  const port = Number(HOST_PORT.exec(text)?.[1] ?? 0);
  return port >= 1 && port <= 65_535;
}

function isWebUrl(text: string): boolean {
  return !/\s/.test(text) && /^https?:\/\/[^/?#]/i.test(text) && webUrl.safeParse(text).success;
}

/** An absolute http:// or https:// URL. */
export const httpUrl = leaf(
  'a URL that begins with http:// or https://',
  (scalar) => (isWebUrl(scalar.text) ? scalar.text : undefined),
  { secret: true },
);

/** `system`, `none`, or the URL of an HTTP proxy. */
export const proxy = leaf(
  'system, none, or the URL of a proxy',
  ({ text }) => (text === 'system' || text === 'none' || isWebUrl(text) ? text : undefined),
  { secret: true },
);

/** A URL that answers exactly 204, or `tcp://HOST:PORT`. */
export const canary = leaf(
  'a URL, or tcp://HOST:PORT',
  ({ text }) =>
    isWebUrl(text) || (text.startsWith('tcp://') && isHostPort(text.slice(6))) ? text : undefined,
  { secret: true },
);

/** A host name or address without a port; IPv6 with or without brackets. */
export const host = leaf('a host name or address, without scheme and port', ({ text }) =>
  HOST.test(text) ? text.replace(/^\[|\]$/g, '') : undefined,
);

export const hostPort = leaf('HOST:PORT', ({ text }) => (isHostPort(text) ? text : undefined));

export const port = integer(1, 65_535);

const ipAddress = z.union([z.ipv4(), z.ipv6()]);
const SERVER = /^(?:\[([^\]]+)\](?::(\d{1,5}))?|([^:]+):(\d{1,5})|(.+))$/;

/** An IP address, optionally with a port: `10.0.0.1`, `10.0.0.1:53`, `[::1]:53`. */
export const serverAddress = leaf('an IP address, optionally with a port', ({ text }) => {
  const match = SERVER.exec(text);
  const address = match?.[1] ?? match?.[3] ?? match?.[5] ?? '';
  const portText = match?.[2] ?? match?.[4] ?? '53';
  const validPort = Number(portText) >= 1 && Number(portText) <= 65_535;
  return validPort && ipAddress.safeParse(address).success ? text : undefined;
});

const TOKEN = /^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/;

/** Null for a usable header name (RFC 9110 token), else what is wrong with it. */
export function headerNameProblem(name: string): string | null {
  return TOKEN.test(name) ? null : `"${name}" is no header name`;
}

/** A header value: secret, and without line breaks. */
export const headerValue = leaf(
  'a header value without line breaks',
  ({ text, blank }) => (!blank && !/[\0\r\n]/.test(text) ? text : undefined),
  { secret: true },
);

export const method = textLike('an HTTP method such as GET', TOKEN);

/** A path as written, with the folder it is relative to. */
export interface PathText {
  path: string;
  folder: string;
}

/** A file or folder path; may be relative to the file that contains it. */
export const path = leaf<PathText>('a path', (scalar) =>
  scalar.blank || scalar.text === '' || scalar.text.includes('\0')
    ? undefined
    : { path: scalar.text, folder: scalar.folder },
);

/** An IANA time zone. */
export const timeZone = leaf('a time zone such as Europe/Berlin', ({ text }) => {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: text }).resolvedOptions().timeZone === ''
      ? undefined
      : text;
  } catch {
    // Intl throws a RangeError for a zone it does not know, which is exactly the answer.
    return undefined;
  }
});
