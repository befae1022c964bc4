import type { TcpMonitor } from '../../../../shared/config/model.ts';
import { outcome, type CheckOutcome } from '../../../../shared/domain/check-result.ts';
import type { CheckContext, CheckKind } from '../check-kind.ts';
import { isLoopbackHost } from '../loopback.ts';
import { presentable, presentableOutcome } from './common/clean-text.ts';
import { connect, ConnectError } from './common/connect.ts';
import { hostAndPort } from './common/host-and-port.ts';
import { timedOut, withinTimeout } from './common/time-limit.ts';
import { errorCode, transportInWords } from './common/transport-words.ts';
import { unreachable } from './common/unreachable.ts';
import { withLatencyLimits } from './common/with-limits.ts';
import { spanInWords } from './common/words.ts';
import { ANSWER_LIMIT, converse, tell, type Answer } from './tcp/converse.ts';

/** How much of an expectation or an unexpected answer is quoted. */
const QUOTE = 120;

type Mask = CheckContext['mask'];
type Phase = 'dns' | 'connect' | 'answer';

/** Connects and, where the configuration has them, sends a text and looks for another one in the answer. */
export const tcpCheck: CheckKind<'tcp'> = {
  kind: 'tcp',
  describe: (monitor) => `tcp ${isLoopbackHost(monitor.host) ? monitor.port : hostAndPort(monitor)}`,
  host: (monitor) => monitor.host,
  async run(monitor, context) {
    let phase: Phase = 'dns';
    const found = await withinTimeout(
      monitor.timeoutMs,
      context,
      (signal) => attempt(monitor, context, signal, (next) => (phase = next)),
      () =>
        timedOut(
          monitor.timeoutMs,
          `${missing(phase, monitor, context.mask)} within ${spanInWords(monitor.timeoutMs)}`,
        ),
    );
    return presentableOutcome(withLatencyLimits(found, monitor.latency), context.mask);
  },
};

async function attempt(
  monitor: TcpMonitor,
  { clock, mask }: CheckContext,
  signal: AbortSignal,
  onPhase: (phase: Phase) => void,
): Promise<CheckOutcome> {
  const started = clock.monotonic();
  const { host, port, send, expect } = monitor;
  try {
    const { socket, phases } = await connect({ host, port, clock, signal, onPhase });
    const close = (): void => void socket.destroy();
    signal.addEventListener('abort', close, { once: true });
    try {
      onPhase('answer');
      const connected = clock.monotonic();
      const timing = (end: number): Partial<CheckOutcome> => ({ latencyMs: end - started, phases });
      if (expect === null) {
        if (send !== null) await tell(socket, send);
        return outcome('healthy', '', timing(connected));
      }
      const answer = await converse(socket, send, expect, signal);
      const answered = timing(clock.monotonic());
      if (answer.end === 'met') return outcome('healthy', '', answered);
      return outcome('unhealthy', unmet(answer, expect, mask), { ...answered, failure: 'assertion' });
    } finally {
      signal.removeEventListener('abort', close);
      close();
    }
  } catch (error) {
    if (signal.aborted) throw error;
    if (error instanceof ConnectError) return unreachable(error, monitor);
    return outcome('unhealthy', `${hostAndPort(monitor)}: ${transportInWords(errorCode(error))}`, {
      failure: 'transport',
    });
  }
}

function missing(phase: Phase, monitor: TcpMonitor, mask: Mask): string {
  if (phase === 'dns') return `${monitor.host}: the name was not resolved`;
  if (phase === 'connect') return `${hostAndPort(monitor)}: no connection`;
  return `connected, but "${presentable(monitor.expect ?? '', mask, QUOTE)}" did not come`;
}

function unmet({ end, received }: Answer, expect: string, mask: Mask): string {
  const wanted = `"${presentable(expect, mask, QUOTE)}"`;
  if (received.length === 0) return `closed without an answer, expected ${wanted}`;
  const where = end === 'full' ? `in the first ${ANSWER_LIMIT / 1024} KiB` : 'in the answer';
  return `no ${wanted} ${where}, which begins "${presentable(received.toString('utf8'), mask, QUOTE)}"`;
}
