import { Link } from 'react-router';
import type { ErrorGroup } from '../../../shared/contract/log-schemas.ts';
import { Button } from '../../components/Button.tsx';
import { LevelIcon } from '../../components/LevelIcon.tsx';
import { useI18n } from '../../i18n/i18n.tsx';
import { visibleLine } from '../../lib/visible-text.ts';
import { logsPath } from '../paths.ts';
import { isFresh } from './error-view.ts';
import { StateBadge } from './StateBadge.tsx';
import type { GroupCommands } from './use-group-commands.ts';

interface Props {
  group: ErrorGroup;
  since: number;
  commands: GroupCommands;
}

/** What the error is, its state, and what can be done. */
export function GroupHeader({ group, since, commands }: Props) {
  const { t, f } = useI18n();
  const { id, title, level, state, service, count } = group;
  const settled = state === 'resolved' || state === 'ignored';
  const shown = visibleLine(title);
  return (
    <header className="monitor-head error-head">
      <div className="monitor-words">
        <p className="crumbs">
          <Link to="/errors">{t.pages.errorGroups}</Link>
        </p>
        <h1 className="error-name" title={shown}>
          <LevelIcon level={level} size={18} />
          <span>{shown}</span>
        </h1>
        <p className="monitor-state">
          <StateBadge state={state} fresh={isFresh(group, since)} />
          {service === null ? '' : `${visibleLine(service)} · `}
          {t.errorGroups.times(count, f.number(count))}
        </p>
      </div>
      <div className="monitor-actions">
        <Link className="button is-plain" to={logsPath({ group: id, range: { preset: '24h' } })}>
          {t.errorGroups.inLogs}
        </Link>
        {settled ? (
          <Button look="solid" icon="refresh" onClick={() => commands.set([group], 'open')}>
            {t.errorGroups.reopen}
          </Button>
        ) : (
          <>
            <Button icon="exclude" onClick={() => commands.set([group], 'ignored')}>
              {t.errorGroups.ignore}
            </Button>
            <Button look="solid" icon="check" onClick={() => commands.set([group], 'resolved')}>
              {t.errorGroups.resolve}
            </Button>
          </>
        )}
      </div>
    </header>
  );
}
