import { useMemo, useState } from 'react';
import { Link } from 'react-router';
import type { LogDetail } from '../../../shared/contract/log-schemas.ts';
import { IconButton } from '../../components/Button.tsx';
import { EmptyState } from '../../components/EmptyState.tsx';
import { LevelIcon } from '../../components/LevelIcon.tsx';
import { Skeleton } from '../../components/Skeleton.tsx';
import { StackView } from '../../components/StackView.tsx';
import { useI18n } from '../../i18n/i18n.tsx';
import { visibleText } from '../../lib/visible-text.ts';
import { useQuery } from '../../state/use-query.ts';
import { errorGroupPath, logsAroundPath } from '../paths.ts';
import { FieldsTable } from './FieldsTable.tsx';
import type { LogView } from './log-view.ts';
import { RecordFacts } from './RecordFacts.tsx';
import { recordJson, recordText } from './record-text.ts';
import { useCopy } from './use-copy.ts';

interface Props {
  seq: number;
  view: LogView;
  nameOf: (source: string) => string;
  onChange: (view: LogView) => void;
  onClose: () => void;
}

/** The whole record beside the list. */
export function LogInspector({ seq, view, nameOf, onChange, onClose }: Props) {
  const { t, f } = useI18n();
  const input = useMemo(() => ({ seq }), [seq]);
  const { data, error } = useQuery('logRecord', input);
  const record = data?.record ?? null;
  const copy = useCopy();
  return (
    <aside className="panel inspector" aria-label={t.logs.record}>
      <header className="inspector-head">
        {record ? (
          <>
            <LevelIcon level={record.level} size={15} decorative />
            <strong className={`level-word is-${record.level}`}>{t.logs.levels[record.level]}</strong>
            <time dateTime={new Date(record.time).toISOString()}>{f.dateTime(record.time)}</time>
          </>
        ) : null}
        <div className="inspector-tools">
          {record ? (
            <>
              <IconButton icon="copy" label={t.logs.copyText} onClick={() => copy(recordText(record))} />
              <IconButton icon="table" label={t.logs.copyJson} onClick={() => copy(recordJson(record))} />
            </>
          ) : null}
          <IconButton icon="close" label={t.common.close} onClick={onClose} />
        </div>
      </header>
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- a region that scrolls must be reachable by keyboard */}
      <div className="inspector-body" tabIndex={0} role="region" aria-label={t.logs.record}>
        {data === null && error === null ? <Skeleton height={220} /> : null}
        {error !== null || (data && record === null) ? (
          <EmptyState small icon="logs" title={t.logs.recordGone} text={error ?? t.logs.recordGoneText} />
        ) : null}
        {record ? <Body record={record} view={view} nameOf={nameOf} onChange={onChange} /> : null}
      </div>
      {record ? (
        <footer className="inspector-foot">
          <Link className="button is-plain" to={logsAroundPath(record.time, [record.source])}>
            {t.logs.aroundThis}
          </Link>
          {record.group === null ? null : (
            <Link className="button is-plain" to={errorGroupPath(record.group)}>
              {t.logs.toGroup}
            </Link>
          )}
        </footer>
      ) : null}
    </aside>
  );
}

function Body({ record, view, nameOf, onChange }: { record: LogDetail } & Omit<Props, 'seq' | 'onClose'>) {
  const { t } = useI18n();
  const [raw, setRaw] = useState(false);
  const { exception } = record;
  const said = exception && [exception.name, exception.message].filter(Boolean).join(': ');
  return (
    <>
      <pre className="inspector-message">{visibleText(record.message)}</pre>
      {said !== null && said !== record.message ? (
        <pre className="inspector-error">{visibleText(said)}</pre>
      ) : null}
      <div className="segments inspector-views" role="group" aria-label={t.logs.views}>
        <button type="button" className="segment" aria-pressed={!raw} onClick={() => setRaw(false)}>
          {t.logs.understood}
        </button>
        <button type="button" className="segment" aria-pressed={raw} onClick={() => setRaw(true)}>
          {t.logs.raw}
        </button>
      </div>
      {raw ? (
        <pre className="raw-lines">{visibleText(record.raw)}</pre>
      ) : (
        <>
          {exception?.stack ? <StackView key={record.seq} stack={exception.stack} /> : null}
          <FieldsTable record={record} view={view} onChange={onChange} />
          <RecordFacts record={record} nameOf={nameOf} />
        </>
      )}
    </>
  );
}
