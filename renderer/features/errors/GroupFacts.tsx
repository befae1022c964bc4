import type { ReactNode } from 'react';
import type { ErrorGroup } from '../../../shared/contract/log-schemas.ts';
import { Age } from '../../components/Age.tsx';
import { Panel } from '../../components/Panel.tsx';
import { useI18n } from '../../i18n/i18n.tsx';
import { visibleLine } from '../../lib/visible-text.ts';

/** Since when, until when, how often and where. */
export function GroupFacts({ group, nameOf }: { group: ErrorGroup; nameOf: (source: string) => string }) {
  const { t, f } = useI18n();
  const { firstSeen, lastSeen, count, sources, state } = group;
  const facts: [string, ReactNode][] = [
    [t.errorGroups.state, t.errorGroups.states[state]],
    [
      t.errorGroups.lastSeen,
      <span key="last">
        {f.dateTime(lastSeen)} · <Age at={lastSeen} />
      </span>,
    ],
    [
      t.errorGroups.firstSeen,
      <span key="first">
        {f.dateTime(firstSeen)} · <Age at={firstSeen} />
      </span>,
    ],
    [t.errorGroups.count, f.number(count)],
    [t.errorGroups.where, sources.map(nameOf).map(visibleLine).join(', ')],
  ];
  return (
    <Panel title={t.monitor.facts}>
      <dl className="fact-list">
        {facts.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
    </Panel>
  );
}
