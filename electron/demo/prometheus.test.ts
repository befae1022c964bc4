import { describe, expect, it } from 'vitest';
import { parsePrometheus } from '../../tests/fixtures/prometheus-text.ts';
import { createCounter, createHistogram, gauge, quantile, renderMetrics } from './prometheus.ts';

describe('the Prometheus text of the demo', () => {
  it('names help, type and samples of a family', () => {
    const text = renderMetrics([gauge('active_connections', 'Open connections.', { labels: {}, value: 12 })]);
    expect(text).toBe(
      '# HELP active_connections Open connections.\n# TYPE active_connections gauge\nactive_connections 12\n',
    );
  });

  it('escapes what would end a label', () => {
    const text = renderMetrics([gauge('g', 'A gauge.', { labels: { path: 'a"b\\c\nd' }, value: 1 })]);
    expect(text).toContain(String.raw`g{path="a\"b\\c\nd"} 1`);
    expect(parsePrometheus(text)).toHaveLength(1);
  });

  it('counts each set of labels by itself', () => {
    const counter = createCounter('queries_total', 'Queries.');
    counter.add({ operation: 'find' });
    counter.add({ operation: 'find' }, 2);
    counter.add({ operation: 'insert' });
    expect(parsePrometheus(renderMetrics([counter.family()]))).toEqual([
      { name: 'queries_total', labels: { operation: 'find' }, value: 3 },
      { name: 'queries_total', labels: { operation: 'insert' }, value: 1 },
    ]);
  });

  it('fills the buckets of a histogram cumulatively, bounds included', () => {
    const histogram = createHistogram('seconds', 'Durations.', [0.1, 1]);
    for (const value of [0.1, 0.5, 3]) histogram.observe({ route: '/' }, value);
    const samples = parsePrometheus(renderMetrics([histogram.family()]));
    expect(samples.map(({ name, labels, value }) => [name, labels['le'], value])).toEqual([
      ['seconds_bucket', '0.1', 1],
      ['seconds_bucket', '1', 2],
      ['seconds_bucket', '+Inf', 3],
      ['seconds_sum', undefined, 3.6],
      ['seconds_count', undefined, 3],
    ]);
  });

  it('takes percentiles by nearest rank, and NaN of nothing', () => {
    const values = Array.from({ length: 20 }, (_, index) => 20 - index);
    expect(quantile(values, 0.5)).toBe(10);
    expect(quantile(values, 0.95)).toBe(19);
    expect(quantile(values, 0.99)).toBe(20);
    expect(quantile([], 0.5)).toBeNaN();
  });
});
