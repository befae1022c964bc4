import { Resolver } from 'node:dns/promises';
import type { DnsMonitor } from '../../../../shared/config/model.ts';
import { outcome, type CheckOutcome } from '../../../../shared/domain/check-result.ts';
import type { CheckContext, CheckKind } from '../check-kind.ts';
import { isLoopbackHost } from '../loopback.ts';
import { presentableOutcome } from './common/clean-text.ts';
import { timedOut, withinTimeout } from './common/time-limit.ts';
import { errorCode, transportInWords } from './common/transport-words.ts';
import { withLatencyLimits } from './common/with-limits.ts';
import { spanInWords } from './common/words.ts';
import { compareAnswers } from './dns/compare.ts';
import { isTimeout, queryFailed } from './dns/failures.ts';
import { queryName } from './dns/query-name.ts';
import { askFor } from './dns/records.ts';
import { parseServer, serverAddress } from './dns/server-address.ts';

/** A query goes out up to three times, as a packet may get lost; the waits grow, and end before the check does. */
const TRIES = 3;

/** How many answers a message lists. */
const LISTED = 5;

/** Asks for the records of a name and compares them as sets with the expected ones. */
export const dnsCheck: CheckKind<'dns'> = {
  kind: 'dns',
  describe: ({ type, query, server }) => `dns ${type} ${query}${server === null ? '' : ` @${server}`}`,
  host: ({ query, server }) => (server === null ? query : (parseServer(server)?.host ?? server)),
  async run(monitor, context) {
    const late = (): CheckOutcome =>
      timedOut(monitor.timeoutMs, `no answer from the DNS server within ${spanInWords(monitor.timeoutMs)}`);
    const found = await withinTimeout(
      monitor.timeoutMs,
      context,
      (signal) => ask(monitor, context, signal, late),
      late,
    );
    return presentableOutcome(withLatencyLimits(found, monitor.latency), context.mask);
  },
};

async function ask(
  monitor: DnsMonitor,
  { clock }: CheckContext,
  signal: AbortSignal,
  late: () => CheckOutcome,
): Promise<CheckOutcome> {
  const { type, query, server, timeoutMs } = monitor;
  const resolver = new Resolver({ timeout: Math.max(1, Math.ceil(timeoutMs / 4)), tries: TRIES });
  const problem = await chooseServer(resolver, server);
  if (problem !== null) return problem;
  signal.throwIfAborted();
  const cancel = (): void => resolver.cancel();
  signal.addEventListener('abort', cancel, { once: true });
  const started = clock.monotonic();
  try {
    const answers = await askFor(resolver, type, queryName(type, query));
    return judge(monitor, answers, clock.monotonic() - started);
  } catch (error) {
    if (signal.aborted) throw error;
    const code = errorCode(error);
    if (isTimeout(code)) return late();
    const answered = code === 'ENOTFOUND' || code === 'ENODATA';
    if (answered && monitor.answers?.length === 0) return judge(monitor, [], clock.monotonic() - started);
    return queryFailed(code, {
      name: query,
      type,
      local: server !== null && isLoopbackHost(parseServer(server)?.host ?? ''),
    });
  } finally {
    signal.removeEventListener('abort', cancel);
  }
}

/** Null once the resolver asks the configured server, else why it cannot. */
async function chooseServer(resolver: Resolver, server: string | null): Promise<CheckOutcome | null> {
  if (server === null) return null;
  const target = parseServer(server);
  if (target === null) {
    const message = `${server} is no DNS server: write an address such as 10.0.0.1 or 10.0.0.1:53 in server`;
    return outcome('unhealthy', message, { failure: 'internal' });
  }
  try {
    resolver.setServers([await serverAddress(target)]);
    return null;
  } catch (error) {
    const message = `DNS server ${target.host}: ${transportInWords(errorCode(error))}`;
    return outcome('unhealthy', message, { failure: 'transport' });
  }
}

function judge({ type, answers: expected }: DnsMonitor, answers: string[], latencyMs: number): CheckOutcome {
  if (expected === null) return outcome('healthy', listed(answers), { latencyMs });
  const { missing, unexpected } = compareAnswers(type, expected, answers);
  if (missing.length === 0 && unexpected.length === 0) {
    return outcome('healthy', answers.length === 0 ? 'no answer, as expected' : listed(answers), {
      latencyMs,
    });
  }
  const parts = [
    missing.length > 0 ? `missing ${listed(missing)}` : '',
    unexpected.length > 0 ? `unexpected ${listed(unexpected)}` : '',
  ];
  return outcome('unhealthy', `other answers than expected: ${parts.filter(Boolean).join('; ')}`, {
    latencyMs,
    failure: 'assertion',
  });
}

function listed(answers: string[]): string {
  const more = answers.length - LISTED;
  return answers.slice(0, LISTED).join(', ') + (more > 0 ? ` and ${more} more` : '');
}
