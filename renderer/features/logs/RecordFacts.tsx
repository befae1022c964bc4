import type { LogDetail } from '../../../shared/contract/log-schemas.ts';
import { useI18n } from '../../i18n/i18n.tsx';
import { visibleLine } from '../../lib/visible-text.ts';

/** Where a record comes from and how it was read. */
export function RecordFacts({ record, nameOf }: { record: LogDetail; nameOf: (source: string) => string }) {
  const { t, f } = useI18n();
  const facts: [string, string][] = [
    [t.logs.source, nameOf(record.source)],
    [t.logs.files, `${record.files.join(', ')} · ${t.logs.offset(record.offset)}`],
    [t.logs.format, record.format],
    [t.logs.readAt, f.dateTime(record.readAt)],
  ];
  const remarks = [
    record.timeGuessed ? t.logs.timeGuessed : '',
    record.truncated ? t.logs.truncated : '',
    record.continued ? t.logs.continued : '',
  ].filter(Boolean);
  return (
    <dl className="fact-list record-facts">
      {facts.map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{visibleLine(value)}</dd>
        </div>
      ))}
      {remarks.map((remark) => (
        <p key={remark} className="quiet-text">
          {remark}
        </p>
      ))}
    </dl>
  );
}
