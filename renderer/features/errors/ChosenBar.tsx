import type { ErrorGroup } from '../../../shared/contract/log-schemas.ts';
import { Button } from '../../components/Button.tsx';
import { Menu } from '../../components/Menu.tsx';
import { useI18n } from '../../i18n/i18n.tsx';
import { visibleLine } from '../../lib/visible-text.ts';
import type { GroupCommands } from './use-group-commands.ts';

interface Props {
  picked: readonly ErrorGroup[];
  onClear: () => void;
  commands: GroupCommands;
}

/** What can be done with the chosen groups. */
export function ChosenBar({ picked, onClear, commands }: Props) {
  const { t } = useI18n();
  const then = (work: () => void) => () => {
    work();
    onClear();
  };
  return (
    <div className="chosen-bar" role="toolbar" aria-label={t.errorGroups.chosen(picked.length)}>
      <span className="chosen-count">{t.errorGroups.chosen(picked.length)}</span>
      <Button icon="check" onClick={then(() => commands.set(picked, 'resolved'))}>
        {t.errorGroups.resolve}
      </Button>
      <Button icon="exclude" onClick={then(() => commands.set(picked, 'ignored'))}>
        {t.errorGroups.ignore}
      </Button>
      {picked.some(({ state }) => state === 'resolved' || state === 'ignored') ? (
        <Button icon="refresh" onClick={then(() => commands.set(picked, 'open'))}>
          {t.errorGroups.reopen}
        </Button>
      ) : null}
      {picked.length > 1 ? (
        <Menu
          label={t.errorGroups.mergeInto}
          icon="merge"
          items={picked.map((group) => ({
            key: group.id,
            label: visibleLine(group.title),
            run: then(() => commands.merge(group, picked)),
          }))}
        >
          {t.errorGroups.merge}
        </Menu>
      ) : null}
      <Button look="quiet" onClick={onClear}>
        {t.errorGroups.unchoose}
      </Button>
    </div>
  );
}
