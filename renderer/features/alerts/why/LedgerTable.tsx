import type { LedgerRow } from '../../../../shared/contract/alert-schemas.ts';
import { Button } from '../../../components/Button.tsx';
import { EmptyState } from '../../../components/EmptyState.tsx';
import { Icon, type IconName } from '../../../components/Icon.tsx';
import { Panel } from '../../../components/Panel.tsx';
import { PointInTime } from '../../../components/PointInTime.tsx';
import { useI18n } from '../../../i18n/i18n.tsx';
import { visibleLine } from '../../../lib/visible-text.ts';
import { useSubjectName } from '../use-subjects.ts';
import { useLedger } from './use-ledger.ts';

const ICONS: Readonly<Record<string, IconName>> = {
  fired: 'incident',
  resolved: 'check',
  held: 'hold',
  inhibited: 'hold',
  grouped: 'merge',
  silenced: 'bellOff',
  delivered: 'send',
  failed: 'warning',
  dropped: 'trash',
};

/** Every decision about a subject with whose doing it was, newest first. */
export function LedgerTable({ subject, first }: { subject: string; first: readonly LedgerRow[] }) {
  const { t } = useI18n();
  const nameOf = useSubjectName();
  const { rows, more, loading, loadMore } = useLedger(subject, first);
  const words = t.alerts.why;
  const decisions: Readonly<Record<string, string>> = words.decisions;
  const causes: Readonly<Record<string, string>> = words.causes;
  return (
    <Panel flush title={words.ledger} className="ledger">
      {rows.length === 0 ? (
        <EmptyState small icon="activity" title={words.noRows} text={words.noRowsText} />
      ) : (
        <>
          {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- a region that scrolls must be reachable by keyboard */}
          <div className="table-scroll" tabIndex={0} role="region" aria-label={visibleLine(nameOf(subject))}>
            <table className="table">
              <thead>
                <tr>
                  <th scope="col">{words.columns.time}</th>
                  <th scope="col">{words.columns.decision}</th>
                  <th scope="col">{words.columns.rule}</th>
                  <th scope="col">{words.columns.by}</th>
                  <th scope="col">{words.columns.text}</th>
                </tr>
              </thead>
              <tbody>
                {rows.map(({ id, at, decision, rule, by, text }) => (
                  <tr key={id}>
                    <th scope="row">
                      <PointInTime at={at} />
                    </th>
                    <td>
                      <span className={`decision is-${Object.hasOwn(ICONS, decision) ? decision : 'other'}`}>
                        <Icon
                          name={Object.hasOwn(ICONS, decision) ? (ICONS[decision] ?? 'activity') : 'activity'}
                          size={13}
                        />
                        {Object.hasOwn(decisions, decision) ? decisions[decision] : visibleLine(decision)}
                      </span>
                    </td>
                    <td>{rule === null ? t.common.noValue : <code>{visibleLine(rule)}</code>}</td>
                    <td>
                      {by === null
                        ? t.common.noValue
                        : Object.hasOwn(causes, by)
                          ? causes[by]
                          : visibleLine(nameOf(by))}
                    </td>
                    <td className="message-cell" title={visibleLine(text)}>
                      {visibleLine(text)}
                    </td>
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
          {more ? (
            <div className="load-more">
              <Button onClick={loadMore} disabled={loading}>
                {t.monitor.loadMore}
              </Button>
            </div>
          ) : null}
        </>
      )}
    </Panel>
  );
}
