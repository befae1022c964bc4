import { Link } from 'react-router';
import type { ErrorGroup } from '../../../shared/contract/log-schemas.ts';
import { LevelIcon } from '../../components/LevelIcon.tsx';
import { TrendBars } from '../../components/TrendBars.tsx';
import { useI18n } from '../../i18n/i18n.tsx';
import { classNames } from '../../lib/class-names.ts';
import { visibleLine } from '../../lib/visible-text.ts';
import { useNow } from '../../state/services.tsx';
import { errorGroupPath } from '../paths.ts';
import { isFresh, sumOf } from './error-view.ts';
import { StateBadge } from './StateBadge.tsx';

interface Props {
  group: ErrorGroup;
  since: number;
  nameOf: (source: string) => string;
  chosen: boolean;
  onToggle: () => void;
}

/** One error group. Its title is the link; the whole row leads there. */
export function GroupRow({ group, since, nameOf, chosen, onToggle }: Props) {
  const { t, f } = useI18n();
  const { id, title, level, service, sources, lastSeen, firstSeen, state } = group;
  const shown = visibleLine(title);
  const where = [service, ...sources.map(nameOf)].filter(Boolean).map((name) => visibleLine(String(name)));
  const last = useNow((now) => f.short(now - lastSeen));
  const first = useNow((now) => f.short(now - firstSeen));
  return (
    <div
      role="listitem"
      className={classNames('group-row', `is-${state}`, chosen && 'is-chosen')}
      data-group={id}
    >
      <input
        type="checkbox"
        className="checkbox"
        checked={chosen}
        onChange={onToggle}
        aria-label={t.errorGroups.select(shown)}
      />
      <LevelIcon level={level} size={15} />
      <div className="group-words">
        <p className="group-title">
          <Link to={errorGroupPath(id)} className="group-link" title={shown} data-row={id}>
            {shown}
          </Link>
          <StateBadge state={state} fresh={isFresh(group, since)} />
        </p>
        <p className="group-where ellipsis">{[...new Set(where)].join(' · ')}</p>
      </div>
      <div className="group-trend">
        <TrendBars values={group.trend} width={144} height={24} />
      </div>
      <p className="group-count" title={`${t.errorGroups.count}: ${f.number(group.count)}`}>
        {f.number(sumOf(group))}
      </p>
      <p className="group-seen">
        <time dateTime={new Date(lastSeen).toISOString()} title={f.dateTime(lastSeen)}>
          {t.common.ago(last)}
        </time>
        <span className="group-first" title={f.dateTime(firstSeen)}>
          {t.errorGroups.firstAgo(first)}
        </span>
      </p>
    </div>
  );
}
