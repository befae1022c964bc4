import { memo } from 'react';
import type { LogEntry } from '../../../shared/contract/log-schemas.ts';
import { LevelIcon } from '../../components/LevelIcon.tsx';
import { Icon } from '../../components/Icon.tsx';
import { useI18n } from '../../i18n/i18n.tsx';
import { classNames } from '../../lib/class-names.ts';
import { visibleLine } from '../../lib/visible-text.ts';
import type { LogRow } from './log-pages.ts';

interface Props {
  /** Null while it is read. */
  row: LogRow | null;
  withDay: boolean;
  nameOf: (source: string) => string;
  /** Number of the record in the inspector. */
  selected: number | null;
  onOpen: (seq: number) => void;
  /** Reads the newest page again, with what was skipped. */
  onReload: () => void;
}

/** One line of the list. */
export const LogRowView = memo(function LogRowView({ row, onReload, ...props }: Props) {
  const { t, f } = useI18n();
  if (row === null) return <div className="log-row is-empty" aria-hidden="true" />;
  if (row.kind === 'gap') {
    return (
      <button type="button" className="log-gap" onClick={onReload}>
        {t.logs.notShown(row.skipped)}
      </button>
    );
  }
  if (row.kind === 'marker') {
    return (
      <div className="log-marker">
        <span>{f.stamp(row.at, props.withDay)}</span>
        <span className="log-marker-words">{t.logs.instant}</span>
      </div>
    );
  }
  return <RecordRow record={row.record} {...props} />;
});

function RecordRow({
  record,
  withDay,
  nameOf,
  selected,
  onOpen,
}: { record: LogEntry } & Omit<Props, 'row' | 'onReload'>) {
  const { t, f } = useI18n();
  const { seq, level, service, source, message, error, lines, partial } = record;
  const name = visibleLine(service ?? nameOf(source));
  const shown = visibleLine(message);
  // A message often says what its error says.
  const extra = error !== null && !message.includes(error) ? visibleLine(error) : null;
  const cells = (
    <>
      <time
        className={classNames('log-time', record.timeGuessed && 'is-guessed')}
        title={record.timeGuessed ? t.logs.timeGuessed : undefined}
      >
        {f.stamp(record.time, withDay)}
      </time>
      <LevelIcon level={level} size={13} />
      <span className="log-service" title={service === null ? name : `${name} · ${nameOf(source)}`}>
        {name}
      </span>
      <span className="log-message">
        {partial ? <span className="tag">{t.logs.partial}</span> : null}
        {shown}
        {extra === null ? null : <span className="log-error"> {extra}</span>}
      </span>
      {lines > 1 ? <span className="log-lines">{t.logs.lines(lines)}</span> : null}
    </>
  );
  if (seq === null) return <div className="log-row is-partial">{cells}</div>;
  return (
    <button
      type="button"
      className={classNames('log-row', `is-${level}`, seq === selected && 'is-selected')}
      data-seq={seq}
      aria-expanded={seq === selected}
      onClick={() => onOpen(seq)}
    >
      {cells}
      <Icon name="chevron" size={12} />
    </button>
  );
}
