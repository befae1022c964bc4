import type { HttpMonitor } from '../../../../../shared/config/model.ts';
import { outcome, type CheckOutcome } from '../../../../../shared/domain/check-result.ts';
import { readHealth } from '../../../health/read-health.ts';
import { bareHost } from '../../loopback.ts';
import type { CheckContext, CheckKind } from '../../check-kind.ts';
import { presentableOutcome } from '../common/clean-text.ts';
import { timedOut, withinTimeout } from '../common/time-limit.ts';
import { spanInWords } from '../common/words.ts';
import { compileComponentRules, type ComponentMarker } from '../decide.ts';
import { compileExpectations, type Assertion } from './expectations.ts';
import { CheckFailure } from './failure.ts';
import { follow, type Held } from './follow.ts';
import { judge } from './judge.ts';
import { KeepAliveAgent } from './keep-alive.ts';
import { newProgress, type Progress } from './progress.ts';
import type { Environment } from './proxy.ts';
import { firstRequest, type Request } from './request.ts';
import { parseConnect } from './route.ts';
import { tlsMaterial, type TlsMaterial } from './tls.ts';

/** What is worked out once for a monitor and kept as long as its configuration object lives. */
interface Prepared {
  request: Request;
  assertions: Assertion[];
  markCritical: ComponentMarker;
  material: TlsMaterial;
  agent: KeepAliveAgent | null;
}

/**
 * The check of kind `http`. `environment` holds the variables that name a system proxy. Connections of `keep-alive`
 * monitors belong to the monitor's configuration object and close by themselves when it is no longer checked.
 */
export function createHttpCheck(environment: Environment = process.env): CheckKind<'http'> {
  const prepared = new WeakMap<HttpMonitor, Prepared>();
  // Without files of its own a monitor shares what all TLS connections need.
  const plainMaterial = tlsMaterial({ ca: null, cert: null, key: null });

  const prepare = (monitor: HttpMonitor): Prepared => {
    const known = prepared.get(monitor);
    if (known) return known;
    const { ca, cert, key } = monitor.tls;
    const fresh = {
      request: firstRequest(monitor),
      assertions: compileExpectations(monitor.expect),
      markCritical: compileComponentRules(monitor.components),
      material: ca === null && cert === null && key === null ? plainMaterial : tlsMaterial(monitor.tls),
      agent:
        monitor.connection === 'keep-alive'
          ? new KeepAliveAgent(2 * monitor.intervalMs + monitor.timeoutMs)
          : null,
    };
    prepared.set(monitor, fresh);
    return fresh;
  };

  return {
    kind: 'http',
    describe(monitor) {
      const url = URL.parse(monitor.url);
      return url ? `http · ${url.host}${url.pathname === '/' ? '' : url.pathname}` : 'http';
    },
    host(monitor) {
      if (monitor.connect !== null) return parseConnect(monitor.connect)?.host ?? null;
      const url = URL.parse(monitor.url);
      return url ? bareHost(url.hostname) : null;
    },
    async run(monitor, context) {
      const progress = newProgress();
      const result = await withinTimeout(
        monitor.timeoutMs,
        context,
        (signal) => check(monitor, context, prepare, progress, signal, environment),
        () =>
          timedOut(
            monitor.timeoutMs,
            `no answer within ${spanInWords(monitor.timeoutMs)} (${progress.step})`,
            known(progress),
          ),
      );
      return presentableOutcome(result, (text) => context.mask(text));
    },
  };
}

async function check(
  monitor: HttpMonitor,
  context: CheckContext,
  prepare: (monitor: HttpMonitor) => Prepared,
  progress: Progress,
  signal: AbortSignal,
  environment: Environment,
): Promise<CheckOutcome> {
  const { clock } = context;
  const held: Held = { socket: null, request: null };
  const destroyAll = (): void => {
    held.request?.destroy();
    held.socket?.destroy();
  };
  signal.addEventListener('abort', destroyAll, { once: true });
  try {
    const { request: first, assertions, markCritical, material, agent } = prepare(monitor);
    if (first.method === 'CONNECT')
      throw new CheckFailure('internal', 'the method CONNECT cannot be checked');
    const started = clock.monotonic();
    const { answer, request } = await follow(first, {
      monitor,
      environment,
      material,
      agent,
      clock,
      signal,
      progress,
      held,
    });
    const latencyMs = clock.monotonic() - started;
    const judged = { answer, request, latencyMs, now: clock.now() };
    const result = judge(monitor, judged, {
      assertions,
      markCritical,
      readHealth,
      mask: (text) => context.mask(text),
    });
    return { ...result, phases: progress.phases, certificate: progress.certificate };
  } catch (error) {
    destroyAll();
    if (!(error instanceof CheckFailure)) throw error;
    return outcome('unhealthy', error.message, { failure: error.kind, ...known(progress) });
  } finally {
    signal.removeEventListener('abort', destroyAll);
  }
}

function known({ phases, certificate, httpStatus }: Progress): Partial<CheckOutcome> {
  return { phases, certificate, httpStatus };
}
