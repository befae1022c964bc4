import type { Trend, TrendPoint } from '../../../shared/contract/schemas.ts';
import type { Messages } from '../../i18n/messages.ts';
import { useI18n } from '../../i18n/i18n.tsx';
import { spanLabel } from '../../lib/span-label.ts';
import { stateOfPoint } from './chart-data.ts';

/** The same data as the chart, as a table, newest first. */
export function ChartTable({ trend, label, height }: { trend: Trend; label: string; height: number }) {
  const { t, f } = useI18n();
  const { columns, legend } = t.monitor;
  const cell = (ms: number | null) => (ms === null ? t.common.noValue : f.latencyText(ms));
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- a region that scrolls must be reachable by keyboard
    <div className="table-scroll" style={{ height }} tabIndex={0} role="region" aria-label={label}>
      <table className="table">
        <thead>
          <tr>
            <th scope="col">{columns.time}</th>
            <th scope="col">{columns.state}</th>
            <th scope="col" className="is-number">
              {columns.checks}
            </th>
            {[legend.p50, 'p95', legend.p99, legend.max].map((name) => (
              <th key={name} scope="col" className="is-number">
                {name}
              </th>
            ))}
            <th scope="col">{columns.message}</th>
          </tr>
        </thead>
        <tbody>
          {trend.points.toReversed().map((point) => (
            <tr key={point.from}>
              <th scope="row">{f.dateTime(point.from)}</th>
              <td>{t.states[stateOfPoint(point)]}</td>
              <td className="is-number">{f.number(point.checks)}</td>
              <td className="is-number">{cell(point.p50Ms)}</td>
              <td className="is-number">{cell(point.p95Ms)}</td>
              <td className="is-number">{cell(point.p99Ms)}</td>
              <td className="is-number">{cell(point.maxMs)}</td>
              <td>{remarks(trend, point, t)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** What the chart shows beside its lines: markers, and why the time is unknown or bad. */
function remarks({ marks, states }: Trend, { from, to }: TrendPoint, t: Messages): string {
  const set = marks.filter(({ at }) => at >= from && at < to).map(({ text }) => text);
  const spans = states
    .filter((span) => span.from < to && (span.to ?? Infinity) > from)
    .map((span) => span.message || (span.state === 'unknown' ? spanLabel(span, t) : null))
    .filter((text) => text !== null);
  return [...new Set([...set, ...spans])].join(', ');
}
