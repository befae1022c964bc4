import type { ErrorGroup } from '../../../shared/contract/log-schemas.ts';
import { Button } from '../../components/Button.tsx';
import { Panel } from '../../components/Panel.tsx';
import { useI18n } from '../../i18n/i18n.tsx';
import { visibleLine } from '../../lib/visible-text.ts';
import type { GroupCommands } from './use-group-commands.ts';

/** Groups that were merged into this one by hand; each can be taken out again. */
export function MergedPanel({ group, commands }: { group: ErrorGroup; commands: GroupCommands }) {
  const { t } = useI18n();
  if (group.merged.length === 0) return null;
  return (
    <Panel title={t.errorGroups.merged}>
      <ul className="merged-list">
        {group.merged.map(({ id, title }) => (
          <li key={id}>
            <code className="ellipsis" title={visibleLine(title)}>
              {visibleLine(title)}
            </code>
            <Button onClick={() => commands.split(id, group.id)}>{t.errorGroups.split}</Button>
          </li>
        ))}
      </ul>
    </Panel>
  );
}
