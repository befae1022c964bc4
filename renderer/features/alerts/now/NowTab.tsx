import { useMemo, useRef } from 'react';
import { EmptyState } from '../../../components/EmptyState.tsx';
import { Panel } from '../../../components/Panel.tsx';
import { useI18n } from '../../../i18n/i18n.tsx';
import { useListKeys } from '../../../lib/use-list-keys.ts';
import { useAlertQuery } from '../../../state/use-alert-query.ts';
import { Answer } from '../Answer.tsx';
import { AlertRow } from './AlertRow.tsx';
import { HeldGroup } from './HeldGroup.tsx';
import { nowGroups } from './now-groups.ts';

const EVERYTHING = {};

/** What fires now: what is told, what is held and by what, and what may fire soon. */
export function NowTab() {
  const { t } = useI18n();
  const alerts = useAlertQuery('alerts', EVERYTHING);
  const list = useRef<HTMLDivElement>(null);
  useListKeys(list);
  const groups = useMemo(() => nowGroups(alerts.data?.alerts ?? []), [alerts.data]);
  const words = t.alerts.now;
  return (
    <div className="tab-body" ref={list}>
      <Answer query={alerts} height={320}>
        {() => (
          <>
            <Panel flush title={words.told(groups.told.length)}>
              {groups.told.length === 0 ? (
                <EmptyState small icon="check" title={words.none} text={words.noneText} />
              ) : (
                <ul>
                  {groups.told.map((alert) => (
                    <AlertRow key={`${alert.subject} ${alert.rule}`} alert={alert} />
                  ))}
                </ul>
              )}
            </Panel>
            {groups.held.length > 0 ? (
              <Panel
                flush
                title={words.held(groups.held.reduce((sum, group) => sum + group.alerts.length, 0))}
                aside={<span>{words.heldHelp}</span>}
              >
                {groups.held.map((group) => (
                  <HeldGroup key={group.reason} group={group} />
                ))}
              </Panel>
            ) : null}
            {groups.pending.length > 0 ? (
              <Panel
                flush
                title={words.pending(groups.pending.length)}
                aside={<span>{words.pendingHelp}</span>}
              >
                <ul>
                  {groups.pending.map((alert) => (
                    <AlertRow key={`${alert.subject} ${alert.rule}`} alert={alert} />
                  ))}
                </ul>
              </Panel>
            ) : null}
          </>
        )}
      </Answer>
    </div>
  );
}
