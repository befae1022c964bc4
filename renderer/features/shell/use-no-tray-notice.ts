import { useSearchParams } from 'react-router';
import { NO_TRAY, SHOW_WINDOW_SHORTCUT } from '../../../shared/contract/window-notice.ts';
import { useI18n } from '../../i18n/i18n.tsx';
import { commandKey } from '../../lib/command-key.ts';

/** What the desktop shell says in the address of the window when it found no tray; null when it says nothing. */
export function useNoTrayNotice(): { text: string; dismiss: () => void } | null {
  const { t } = useI18n();
  const [search, setSearch] = useSearchParams();
  const said = search.get(NO_TRAY.parameter);
  const dismiss = () =>
    setSearch(
      (before) => {
        before.delete(NO_TRAY.parameter);
        return before;
      },
      { replace: true },
    );
  if (said === NO_TRAY.withoutShortcut) return { text: t.shell.noTrayNoShortcut, dismiss };
  if (said !== NO_TRAY.withShortcut) return null;
  const shortcut = SHOW_WINDOW_SHORTCUT.replace('CommandOrControl', commandKey().trim());
  return { text: t.shell.noTray(shortcut), dismiss };
}
