/** What `config validate` mentions although it works. */
import type { Config, ConfigProblem, HttpMonitor } from '../../../shared/config/model.ts';
import { Scalar, type TreeMap } from '../../../shared/config/scalar.ts';
import { alertWarnings } from './alert-warnings.ts';
import type { AssembledMonitor } from './assemble-monitors.ts';
import type { Places } from './places.ts';
import { warnOfChannels } from './channel-warnings.ts';
import { PLACEHOLDER, scalarsIn } from './placeholders.ts';
import { problemAt } from './problems.ts';
import { isLoopbackHost } from '../monitors/loopback.ts';

const CREDENTIAL_HEADER = /^(authorization|proxy-authorization|cookie)$|token|secret|api-?key/i;
const CREDENTIAL_QUERY = /token|secret|password|api-?key/i;

function rootEnvironment(root: TreeMap): string {
  const part = root['environment'];
  return part instanceof Scalar ? part.text : 'production';
}

function carriesCredentials(monitor: HttpMonitor): boolean {
  const url = new URL(monitor.url);
  return (
    monitor.auth !== null ||
    url.username !== '' ||
    url.password !== '' ||
    Object.keys(monitor.headers).some((name) => CREDENTIAL_HEADER.test(name)) ||
    [...url.searchParams.keys()].some((name) => CREDENTIAL_QUERY.test(name))
  );
}

function sendsOpenly(monitor: HttpMonitor): boolean {
  const url = new URL(monitor.url);
  return url.protocol === 'http:' && !isLoopbackHost(url.hostname) && carriesCredentials(monitor);
}

export function collectWarnings(
  root: TreeMap,
  assembled: readonly AssembledMonitor[],
  config: Pick<Config, 'monitors' | 'alerts'>,
  places: Places,
): ConfigProblem[] {
  const warnings: ConfigProblem[] = alertWarnings(root, config, places);

  function warn(part: object | undefined, message: string): void {
    const origin = places.of(part);
    if (origin) warnings.push(problemAt(origin, message));
  }

  for (const { tree, monitor } of assembled) {
    if (monitor?.kind !== 'http' || monitor.environment === 'development') continue;
    const secretParts = ['headers', 'auth', 'url', 'proxy'].flatMap((key) => scalarsIn(tree[key]));
    for (const part of secretParts.filter(({ text }) => PLACEHOLDER.test(text))) {
      warn(part, 'this looks like a placeholder, put the real secret here');
    }
    if (sendsOpenly(monitor)) {
      warn(
        tree['url'],
        'credentials are sent over http:// to another host, anyone between can read them; use https://',
      );
    }
  }
  if (rootEnvironment(root) !== 'development') warnOfChannels(root, warn);
  return warnings;
}
