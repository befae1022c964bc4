import type {
  ChannelConfig,
  MonitorConfig,
  NetworkConfig,
  NotifyConfig,
} from '../../../shared/config/model.ts';

/** A shorter text would mask half of every message and protect nothing. */
const SHORTEST_SECRET = 4;
/** The path of a URL from this length on is taken for a key, as those of Slack and Discord are. */
const SHORTEST_KEY_PATH = 20;
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

/** Whoever knows the URL of a notifier can use it: it is secret as a whole, and so is a path that is a key by itself. */
function notifierUrlSecrets(text: string): string[] {
  const path = URL.canParse(text) ? new URL(text).pathname : '';
  return [text, ...urlSecrets(text), ...(path.length >= SHORTEST_KEY_PATH ? [path] : [])];
}

function channelSecrets(channel: ChannelConfig): string[] {
  switch (channel.kind) {
    case 'slack':
    case 'discord':
      return notifierUrlSecrets(channel.url);
    case 'webhook':
      return [...notifierUrlSecrets(channel.url), ...(channel.secret === null ? [] : [channel.secret])];
    case 'email':
      return notifierUrlSecrets(channel.smtp);
    case 'desktop':
    case 'command':
      return [];
  }
}

/** Every secret text, each once, longest first. `found` are the values of `${file:…}` and `${secret:…}`. */
export function collectSecrets(
  found: Iterable<string>,
  monitors: readonly MonitorConfig[],
  network: NetworkConfig,
  notify?: Pick<NotifyConfig, 'channels' | 'deadman'>,
): string[] {
  const canaries = [...(network.canaries ?? []), ...network.zones.map(({ canary }) => canary)];
  const texts = [
    ...found,
    ...monitors.flatMap(monitorSecrets),
    ...canaries.flatMap(urlSecrets),
    ...(notify?.channels.flatMap(channelSecrets) ?? []),
    ...(notify?.deadman ? notifierUrlSecrets(notify.deadman.url) : []),
  ];
  const trimmed = texts.map((text) => text.trim());
  return [...new Set(trimmed)]
    .filter((text) => text.length >= SHORTEST_SECRET && !NO_SECRET.has(text.toLowerCase()))
    .toSorted((a, b) => b.length - a.length || (a < b ? -1 : 1));
}
