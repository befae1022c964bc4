export type Labels = Readonly<Record<string, string>>;

export interface MetricSample {
  /** Appended to the family's name, such as `_bucket`. */
  suffix?: string;
  labels: Labels;
  value: number;
}

/** One metric with all its series, as the Prometheus text format 0.0.4 shows it. */
export interface MetricFamily {
  name: string;
  help: string;
  type: 'counter' | 'gauge' | 'histogram' | 'summary';
  samples: readonly MetricSample[];
}

export const PROMETHEUS_CONTENT_TYPE = 'text/plain; version=0.0.4; charset=utf-8';

/** The Prometheus text exposition of metric families. */
export function renderMetrics(families: readonly MetricFamily[]): string {
  return families
    .map(({ name, help, type, samples }) =>
      [
        `# HELP ${name} ${help}`,
        `# TYPE ${name} ${type}`,
        ...samples.map(
          (sample) => `${name}${sample.suffix ?? ''}${renderLabels(sample.labels)} ${sample.value}`,
        ),
        '',
      ].join('\n'),
    )
    .join('');
}

function renderLabels(labels: Labels): string {
  const pairs = Object.entries(labels).map(([key, value]) => `${key}="${escapeLabel(value)}"`);
  return pairs.length === 0 ? '' : `{${pairs.join(',')}}`;
}

function escapeLabel(value: string): string {
  return value
    .replaceAll('\\', '\\\\')
    .replaceAll('"', String.raw`\"`)
    .replaceAll('\n', String.raw`\n`);
}

/** A gauge with one or more series. */
export function gauge(name: string, help: string, ...samples: MetricSample[]): MetricFamily {
  return { name, help, type: 'gauge', samples };
}

export interface Counter {
  add(labels: Labels, by?: number): void;
  family(): MetricFamily;
}

export function createCounter(name: string, help: string): Counter {
  const series = new Map<string, MetricSample>();
  return {
    add(labels, by = 1) {
      const key = JSON.stringify(labels);
      series.set(key, { labels, value: (series.get(key)?.value ?? 0) + by });
    },
    family: () => ({ name, help, type: 'counter', samples: [...series.values()] }),
  };
}

export interface Histogram {
  observe(labels: Labels, value: number): void;
  family(): MetricFamily;
}

/** A histogram with cumulative buckets; `bounds` ascend and do not name infinity. */
export function createHistogram(name: string, help: string, bounds: readonly number[]): Histogram {
  const series = new Map<string, { labels: Labels; counts: number[]; sum: number; count: number }>();
  return {
    observe(labels, value) {
      const key = JSON.stringify(labels);
      const known = series.get(key) ?? { labels, counts: bounds.map(() => 0), sum: 0, count: 0 };
      series.set(key, {
        labels,
        counts: known.counts.map((count, index) => count + (value <= (bounds[index] ?? 0) ? 1 : 0)),
        sum: known.sum + value,
        count: known.count + 1,
      });
    },
    family: () => ({
      name,
      help,
      type: 'histogram',
      samples: [...series.values()].flatMap(({ labels, counts, sum, count }) => [
        ...bounds.map((bound, index) => ({
          suffix: '_bucket',
          labels: { ...labels, le: String(bound) },
          value: counts[index] ?? 0,
        })),
        { suffix: '_bucket', labels: { ...labels, le: '+Inf' }, value: count },
        { suffix: '_sum', labels, value: sum },
        { suffix: '_count', labels, value: count },
      ]),
    }),
  };
}

/** The q-quantile by nearest rank of values in any order; NaN of none, as Prometheus writes it. */
export function quantile(values: readonly number[], q: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil(q * sorted.length) - 1)] ?? Number.NaN;
}
