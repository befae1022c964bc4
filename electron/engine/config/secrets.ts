import type { MonitorConfig, NetworkConfig } from '../../../shared/config/model.ts';

/** A shorter text would mask half of every message and protect nothing. */
const SHORTEST_SECRET = 4;
/** Words that stand in every other URL and message. */
const NO_SECRET = new Set(['true', 'false', 'null', 'none']);

/** Secret texts of a URL: user, password, `user:password`, and every query value; as written and decoded. */
export function urlSecrets(text: string): string[] {
  if (!URL.canParse(text)) return [];
  const url = new URL(text);
  const written = /\?([^#]*)/.exec(text)?.[1]?.split('&') ?? [];
  const user = decode(url.username);
  const password = decode(url.password);
  return [
    url.username,
    url.password,
    user,
    password,
    ...(password === '' ? [] : [`${user}:${password}`]),
    ...written.map((pair) => pair.slice(pair.indexOf('=') + 1)),
    ...url.searchParams.values(),
  ];
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    // A lone % is legal in a URL as Node reads it; the text as written is all there is.
    return text;
  }
}

/** A header value, and what follows its scheme: `Bearer x` hides `x` too. */
function headerSecrets(value: string): string[] {
  const credentials = /^[A-Za-z][\w-]* +(\S+)$/.exec(value)?.[1];
  return credentials === undefined ? [value] : [value, credentials];
}

function monitorSecrets(monitor: MonitorConfig): string[] {
  if (monitor.kind !== 'http') return [];
  const basic = monitor.auth?.basic;
  return [
    ...urlSecrets(monitor.url),
    ...urlSecrets(monitor.proxy),
    ...Object.values(monitor.headers).flatMap(headerSecrets),
    ...(basic ? [basic.user, basic.password, `${basic.user}:${basic.password}`] : []),
  ];
}

/** Every secret text, each once, longest first. `found` are the values of `${file:…}` and `${secret:…}`. */
export function collectSecrets(
  found: Iterable<string>,
  monitors: readonly MonitorConfig[],
  network: NetworkConfig,
  notifierUrls: readonly string[] = [],
): string[] {
  const canaries = [...(network.canaries ?? []), ...network.zones.map(({ canary }) => canary)];
  const texts = [
    ...found,
    ...monitors.flatMap(monitorSecrets),
    ...canaries.flatMap(urlSecrets),
    ...notifierUrls.flatMap((url) => [url, ...urlSecrets(url)]),
  ];
  const trimmed = texts.map((text) => text.trim());
  return [...new Set(trimmed)]
    .filter((text) => text.length >= SHORTEST_SECRET && !NO_SECRET.has(text.toLowerCase()))
    .toSorted((a, b) => b.length - a.length || (a < b ? -1 : 1));
}
