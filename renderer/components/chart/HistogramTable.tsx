import type { LogBucket } from '../../../shared/contract/log-schemas.ts';
import { LOG_LEVELS } from '../../../shared/domain/log-level.ts';
import { useI18n } from '../../i18n/i18n.tsx';

/** The same data as the histogram, as a table, newest first; spans without records are left out. */
export function HistogramTable({
  buckets,
  label,
  height,
}: {
  buckets: readonly LogBucket[];
  label: string;
  height: number;
}) {
  const { t, f } = useI18n();
  const levels = LOG_LEVELS.toReversed();
  const filled = buckets.toReversed().filter(({ counts }) => counts.some((count) => count > 0));
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- a region that scrolls must be reachable by keyboard
    <div className="table-scroll" style={{ height }} tabIndex={0} role="region" aria-label={label}>
      <table className="table">
        <thead>
          <tr>
            <th scope="col">{t.logs.columns.time}</th>
            {levels.map((level) => (
              <th key={level} scope="col" className="is-number">
                {t.logs.levels[level]}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {filled.map(({ at, counts }) => (
            <tr key={at}>
              <th scope="row">{f.dateTime(at)}</th>
              {levels.map((level) => (
                <td key={level} className="is-number">
                  {f.number(counts[LOG_LEVELS.indexOf(level)] ?? 0)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
