import { Link } from 'react-router';
import type { LogDetail } from '../../../shared/contract/log-schemas.ts';
import { Panel } from '../../components/Panel.tsx';
import { PointInTime } from '../../components/PointInTime.tsx';
import { useI18n } from '../../i18n/i18n.tsx';
import { visibleLine } from '../../lib/visible-text.ts';
import { aroundRange } from '../logs/log-view.ts';
import { logsPath } from '../paths.ts';

interface Props {
  samples: readonly LogDetail[];
  nameOf: (source: string) => string;
}

/** The occurrences that are kept; each leads to its place in the logs. */
export function OccurrencesPanel({ samples, nameOf }: Props) {
  const { t, f } = useI18n();
  if (samples.length === 0) return null;
  return (
    <Panel title={t.errorGroups.occurrences} aside={f.number(samples.length)} flush>
      <div className="table-scroll">
        <table className="table">
          <tbody>
            {samples.map((record) => (
              <tr key={record.seq}>
                <th scope="row">
                  <Link className="quiet-link" to={placeOf(record)}>
                    <PointInTime at={record.time} />
                  </Link>
                </th>
                <td>{visibleLine(record.service ?? nameOf(record.source))}</td>
                <td className="message-cell mono">{visibleLine(record.message)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </Panel>
  );
}

function placeOf({ time, source, seq }: LogDetail): string {
  return logsPath({ at: time, range: aroundRange(time), sources: [source], record: seq });
}
