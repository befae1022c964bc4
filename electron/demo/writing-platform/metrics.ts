import type { Random } from '../../engine/ports.ts';
import { jitter } from '../jitter.ts';
import { createCounter, gauge, quantile, type MetricFamily } from '../prometheus.ts';
import type { World } from '../story.ts';
import { MODELS } from './health.ts';

const MEMORY_TOTAL = 512 * 2 ** 20;
const KEPT_TIMES = 500;

/** S4's metrics: response time p50, p95, p99; memory; `aiLatency` per model; cache hit rate; answers by status. */
export interface WritingMetrics {
  request(status: number, tookMs: number): void;
  families(world: World): MetricFamily[];
}

export function writingMetrics(random: Random): WritingMetrics {
  const requests = createCounter('http_requests_total', 'Answers by status code.');
  let times: number[] = [];
  return {
    request(status, tookMs) {
      requests.add({ status: String(status) });
      times = [...times.slice(1 - KEPT_TIMES), tookMs];
    },
    families(world) {
      const used = Math.round(MEMORY_TOTAL * Math.min(0.8, jitter(random, 0.45)));
      const quantiles = [0.5, 0.95, 0.99].map((q) => ({
        labels: { quantile: String(q) },
        value: quantile(times, q),
      }));
      const sum = times.reduce((total, time) => total + time, 0);
      return [
        {
          name: 'response_time_ms',
          help: 'Response time of the last requests.',
          type: 'summary',
          samples: [
            ...quantiles,
            { suffix: '_sum', labels: {}, value: sum },
            { suffix: '_count', labels: {}, value: times.length },
          ],
        },
        requests.family(),
        gauge('memory_used_bytes', 'Memory in use.', { labels: {}, value: used }),
        gauge('memory_total_bytes', 'Memory there is.', { labels: {}, value: MEMORY_TOTAL }),
        gauge('memory_percentage', 'Share of memory in use, in percent.', {
          labels: {},
          value: Math.round((1000 * used) / MEMORY_TOTAL) / 10,
        }),
        gauge(
          'aiLatency',
          'Latency of a model in milliseconds.',
          ...MODELS.map((model) => ({
            labels: { model },
            value: Math.round(jitter(random, world.thirdParty === 'failing' ? 6_000 : 640)),
          })),
        ),
        gauge('cache_hit_rate', 'Share of reads answered by the cache.', {
          labels: {},
          value: world.redis === 'down' ? 0.41 : 0.88,
        }),
      ];
    },
  };
}
