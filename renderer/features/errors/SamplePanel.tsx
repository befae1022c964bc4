import { Link } from 'react-router';
import type { LogDetail } from '../../../shared/contract/log-schemas.ts';
import { IconButton } from '../../components/Button.tsx';
import { EmptyState } from '../../components/EmptyState.tsx';
import { Panel } from '../../components/Panel.tsx';
import { PointInTime } from '../../components/PointInTime.tsx';
import { StackView } from '../../components/StackView.tsx';
import { useI18n } from '../../i18n/i18n.tsx';
import { visibleLine, visibleText } from '../../lib/visible-text.ts';
import { flatFields } from '../logs/flat-fields.ts';
import { recordText } from '../logs/record-text.ts';
import { useCopy } from '../logs/use-copy.ts';
import { logsAroundPath } from '../paths.ts';

/** The newest occurrence with its stack and fields. */
export function SamplePanel({ record }: { record: LogDetail | null }) {
  const { t } = useI18n();
  const copy = useCopy();
  if (record === null) {
    return (
      <Panel title={t.errorGroups.sample}>
        <EmptyState small icon="logs" title={t.errorGroups.noSamples} text={t.errorGroups.noSamplesText} />
      </Panel>
    );
  }
  const fields = flatFields(record.fields);
  return (
    <Panel
      title={t.errorGroups.sample}
      aside={
        <>
          <Link className="quiet-link" to={logsAroundPath(record.time, [record.source])}>
            <PointInTime at={record.time} /> · {t.logs.aroundThis}
          </Link>
          <IconButton icon="copy" label={t.logs.copyText} onClick={() => copy(recordText(record))} />
        </>
      }
    >
      <pre className="inspector-message sample-message">{visibleText(record.message)}</pre>
      {record.exception?.stack ? <StackView stack={record.exception.stack} /> : null}
      {fields.length > 0 ? (
        <table className="fields" aria-label={t.errorGroups.fields}>
          <tbody>
            {fields.map(({ name, text }) => (
              <tr key={name}>
                <th scope="row">{visibleLine(name)}</th>
                <td>{visibleText(text)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      ) : null}
    </Panel>
  );
}
