import { useId, useMemo, useState, type KeyboardEvent } from 'react';
import { matchPath, useLocation, useNavigate } from 'react-router';
import { Dialog } from '../../components/Dialog.tsx';
import { Icon } from '../../components/Icon.tsx';
import { useI18n } from '../../i18n/i18n.tsx';
import { fuzzyFilter } from '../../lib/fuzzy.ts';
import { useAlertCommands } from '../../state/alert-commands.ts';
import { useCommands } from '../../state/commands.ts';
import { useLive, usePreferences } from '../../state/services.tsx';
import { useAlertDialogs } from '../alerts/dialogs/alert-dialogs.ts';
import { paletteActions, searchLogsAction, type Action } from './actions.ts';
import { PaletteOption } from './PaletteOption.tsx';

interface Props {
  open: boolean;
  onClose: () => void;
}

/** More than this nobody reads; typing narrows. */
const MOST_SHOWN = 40;

export function CommandPalette({ open, onClose }: Props) {
  const { t } = useI18n();
  return (
    <Dialog open={open} onClose={onClose} title={t.shell.palette} bare>
      <Palette onClose={onClose} />
    </Dialog>
  );
}

/** A field over a list: typing narrows it, arrows move, Enter does. */
function Palette({ onClose }: { onClose: () => void }) {
  const { t } = useI18n();
  const id = useId();
  const actions = useActions();
  const [text, setText] = useState('');
  const [at, setAt] = useState(0);
  const navigate = useNavigate();
  const found = useMemo(() => {
    const fitting = fuzzyFilter(text, actions, ({ label, hint }) => `${label} ${hint}`).slice(0, MOST_SHOWN);
    if (text.trim() === '') return fitting;
    return [...fitting, searchLogsAction(text, { t, navigate: (path) => void navigate(path) })];
  }, [text, actions, t, navigate]);
  const active = Math.min(at, found.length - 1);

  function run(action: Action | undefined): void {
    if (!action) return;
    onClose();
    action.run();
  }

  function onKeyDown(event: KeyboardEvent): void {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step) setAt((active + step + found.length) % Math.max(1, found.length));
    else if (event.key === 'Enter') run(found[active]);
    else return;
    event.preventDefault();
  }

  return (
    <div className="palette">
      <div className="palette-field">
        <Icon name="search" />
        <input
          // oxlint-disable-next-line jsx-a11y/no-autofocus -- the dialog is this field; focus belongs here
          autoFocus
          type="text"
          role="combobox"
          aria-expanded="true"
          aria-controls={id}
          aria-activedescendant={found.length > 0 ? `${id}-${active}` : undefined}
          aria-label={t.palette.placeholder}
          placeholder={t.palette.placeholder}
          value={text}
          onChange={(event) => {
            setText(event.target.value);
            setAt(0);
          }}
          onKeyDown={onKeyDown}
          spellCheck={false}
          autoComplete="off"
        />
      </div>
      <div className="palette-list" id={id} role="listbox" aria-label={t.shell.palette}>
        {found.map((action, index) => (
          <PaletteOption
            key={action.key}
            id={`${id}-${index}`}
            action={action}
            active={index === active}
            heading={
              text === '' && action.section !== found[index - 1]?.section
                ? t.palette.sections[action.section]
                : null
            }
            onPoint={() => setAt(index)}
            onRun={() => run(action)}
          />
        ))}
      </div>
    </div>
  );
}

function useActions(): Action[] {
  const { t } = useI18n();
  const navigate = useNavigate();
  const { pathname } = useLocation();
  const commands = useCommands();
  const alertCommands = useAlertCommands();
  const dialogs = useAlertDialogs();
  const [, change] = usePreferences();
  const monitors = useLive((live) => live.monitors);
  const paused = useLive((live) => Boolean(live.instance?.paused));
  const currentId = matchPath('/monitors/:id', pathname)?.params.id;
  return useMemo(
    () =>
      paletteActions({
        t,
        monitors: monitors.values(),
        paused,
        current: (currentId !== undefined && monitors.get(currentId)) || null,
        commands,
        alertCommands,
        dialogs,
        navigate: (path) => void navigate(path),
        change,
      }),
    // `change` is new each time but does the same.
    // oxlint-disable-next-line react/exhaustive-deps
    [t, monitors, paused, currentId, commands, alertCommands, dialogs, navigate],
  );
}
