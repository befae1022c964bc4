import type { MetricFamily, MetricSample } from '../prometheus.ts';

interface RequestTotals {
  count: number;
  totalMs: number;
  minMs: number;
  maxMs: number;
  codes: Map<number, number>;
}

interface AgentTotals {
  executions: number;
  successes: number;
  failures: number;
  totalMs: number;
}

/** S2's metrics: per `METHOD_path` count, total, min and max duration and status codes; per agent its runs. */
export interface PlatformMetrics {
  request(method: string, path: string, status: number, tookMs: number): void;
  agent(name: string, success: boolean, tookMs: number): void;
  families(): MetricFamily[];
}

export function platformMetrics(): PlatformMetrics {
  const requests = new Map<string, RequestTotals>();
  const agents = new Map<string, AgentTotals>();

  const family = <T>(
    name: string,
    help: string,
    type: MetricFamily['type'],
    totals: ReadonlyMap<string, T>,
    label: string,
    value: (total: T) => number,
  ): MetricFamily => ({
    name,
    help,
    type,
    samples: [...totals].map(([key, total]): MetricSample => ({
      labels: { [label]: key },
      value: value(total),
    })),
  });
  const ofRequests = (
    name: string,
    help: string,
    type: MetricFamily['type'],
    value: (total: RequestTotals) => number,
  ) => family(name, help, type, requests, 'request', value);
  const ofAgents = (
    name: string,
    help: string,
    type: MetricFamily['type'],
    value: (total: AgentTotals) => number,
  ) => family(name, help, type, agents, 'agent', value);

  return {
    request(method, path, status, tookMs) {
      const key = `${method}_${path}`;
      const known = requests.get(key) ?? {
        count: 0,
        totalMs: 0,
        minMs: Infinity,
        maxMs: 0,
        codes: new Map(),
      };
      known.codes.set(status, (known.codes.get(status) ?? 0) + 1);
      requests.set(key, {
        count: known.count + 1,
        totalMs: known.totalMs + tookMs,
        minMs: Math.min(known.minMs, tookMs),
        maxMs: Math.max(known.maxMs, tookMs),
        codes: known.codes,
      });
    },
    agent(name, success, tookMs) {
      const known = agents.get(name) ?? { executions: 0, successes: 0, failures: 0, totalMs: 0 };
      agents.set(name, {
        executions: known.executions + 1,
        successes: known.successes + (success ? 1 : 0),
        failures: known.failures + (success ? 0 : 1),
        totalMs: known.totalMs + tookMs,
      });
    },
    families: () => [
      ofRequests('request_count', 'Requests by METHOD_path.', 'counter', ({ count }) => count),
      ofRequests('request_duration_ms_total', 'Time spent on requests.', 'counter', ({ totalMs }) => totalMs),
      ofRequests('request_duration_ms_min', 'Fastest request.', 'gauge', ({ minMs }) => minMs),
      ofRequests('request_duration_ms_max', 'Slowest request.', 'gauge', ({ maxMs }) => maxMs),
      {
        name: 'request_status_codes',
        help: 'Answers by METHOD_path and status code.',
        type: 'counter',
        samples: [...requests].flatMap(([request, { codes }]) =>
          [...codes].map(([code, value]): MetricSample => ({
            labels: { request, code: String(code) },
            value,
          })),
        ),
      },
      ofAgents('agent_executions', 'Runs of an agent.', 'counter', ({ executions }) => executions),
      ofAgents('agent_successes', 'Runs that succeeded.', 'counter', ({ successes }) => successes),
      ofAgents('agent_failures', 'Runs that failed.', 'counter', ({ failures }) => failures),
      ofAgents(
        'agent_duration_ms_avg',
        'Average duration of a run.',
        'gauge',
        (total) => total.totalMs / total.executions,
      ),
    ],
  };
}
