import { useMemo, useRef } from 'react';
import type { ErrorGroup } from '../../../shared/contract/log-schemas.ts';
import { useI18n } from '../../i18n/i18n.tsx';
import { classNames } from '../../lib/class-names.ts';
import { ChosenBar } from './ChosenBar.tsx';
import { GroupRow } from './GroupRow.tsx';
import type { GroupCommands } from './use-group-commands.ts';
import { useGroupKeys } from './use-group-keys.ts';

interface Props {
  groups: readonly ErrorGroup[];
  since: number;
  /** What is shown belongs to an earlier question. */
  pending: boolean;
  nameOf: (source: string) => string;
  /** Ids. */
  chosen: ReadonlySet<string>;
  onChoose: (chosen: ReadonlySet<string>) => void;
  commands: GroupCommands;
}

/** Error groups as rows; several can be chosen and dealt with at once. */
export function GroupList({ groups, since, pending, nameOf, chosen, onChoose, commands }: Props) {
  const { t } = useI18n();
  const list = useRef<HTMLDivElement>(null);
  const picked = useMemo(() => groups.filter(({ id }) => chosen.has(id)), [groups, chosen]);

  function toggle(id: string): void {
    const next = new Set(chosen);
    if (!next.delete(id)) next.add(id);
    onChoose(next);
  }
  useGroupKeys({ list, groups, picked, toggle, clear: () => onChoose(new Set()), commands });

  return (
    <section className="panel group-panel" aria-label={t.errorGroups.list}>
      {picked.length > 0 ? (
        <ChosenBar picked={picked} onClear={() => onChoose(new Set())} commands={commands} />
      ) : (
        <div className="group-columns" aria-hidden="true">
          <span />
          <span />
          <span>{t.errorGroups.columns.error}</span>
          <span className="group-trend">{t.errorGroups.columns.trend}</span>
          <span className="is-number">{t.errorGroups.columns.count}</span>
          <span className="is-number group-seen">{t.errorGroups.columns.seen}</span>
        </div>
      )}
      <div ref={list} role="list" className={classNames('group-rows', pending && 'is-pending')}>
        {groups.map((group) => (
          <GroupRow
            key={group.id}
            group={group}
            since={since}
            nameOf={nameOf}
            chosen={chosen.has(group.id)}
            onToggle={() => toggle(group.id)}
          />
        ))}
      </div>
    </section>
  );
}
