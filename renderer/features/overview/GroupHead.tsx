import { StateIcon } from '../../components/StateIcon.tsx';
import { useI18n } from '../../i18n/i18n.tsx';
import type { GroupItem } from './items.ts';

const PROBLEMS = ['unhealthy', 'degraded', 'unknown'] as const;

export function GroupHead({ group }: { group: GroupItem }) {
  const { t, f } = useI18n();
  return (
    <div className="group-head">
      <h2 className="group-name">{group.name ?? t.overview.noGroup}</h2>
      <span className="group-states">
        {PROBLEMS.filter((state) => group.tally[state] > 0).map((state) => (
          <span key={state} className={`group-state is-${state}`}>
            <StateIcon shape={state} size={12} />
            {f.number(group.tally[state])}
          </span>
        ))}
      </span>
      <span className="group-facts">
        {t.overview.groupFacts(group.tally.total, group.uptime === null ? '' : f.percent(group.uptime))}
      </span>
    </div>
  );
}
