import { NavLink } from 'react-router';
import { IconButton } from '../../components/Button.tsx';
import { Icon } from '../../components/Icon.tsx';
import { Kbd } from '../../components/Kbd.tsx';
import { useI18n } from '../../i18n/i18n.tsx';
import { commandKey } from '../../lib/command-key.ts';
import { useLive, useNow, usePreferences } from '../../state/services.tsx';
import type { Preferences } from '../../state/preferences.ts';
import { pages } from '../pages.ts';
import { Logo } from './Logo.tsx';

const NEXT_THEME: Record<Preferences['theme'], Preferences['theme']> = {
  system: 'light',
  light: 'dark',
  dark: 'system',
};
const THEME_ICON = { system: 'system', light: 'sun', dark: 'moon' } as const;

export function Sidebar({ onPalette, onHelp }: { onPalette: () => void; onHelp: () => void }) {
  const { t } = useI18n();
  const [{ theme }, change] = usePreferences();
  return (
    <header className="sidebar">
      <div className="brand">
        <Logo />
        <span className="brand-name">Watchpost</span>
      </div>
      <button
        type="button"
        className="palette-button"
        onClick={onPalette}
        aria-keyshortcuts="Control+K Meta+K"
      >
        <Icon name="search" />
        <span className="palette-words">{t.shell.search}</span>
        <Kbd keys={`${commandKey()}K`} decorative />
      </button>
      <nav className="nav" aria-label={t.shell.navigation}>
        {pages.map(({ path, title, nav, shortcut }) =>
          nav ? (
            <NavLink key={path} to={path} end={path === '/'} className="nav-link">
              <Icon name={nav.icon} />
              <span className="nav-title">{title(t)}</span>
              {nav.count ? <nav.count /> : null}
              {shortcut ? <Kbd keys={shortcut} decorative /> : null}
            </NavLink>
          ) : null,
        )}
      </nav>
      <div className="sidebar-foot">
        <Facts />
        <div className="sidebar-tools">
          <IconButton
            icon={THEME_ICON[theme]}
            label={t.shell.themeIs[theme]}
            onClick={() => change({ theme: NEXT_THEME[theme] })}
          />
          <IconButton icon="help" label={t.shell.help} onClick={onHelp} />
        </div>
      </div>
    </header>
  );
}

/** What is watched, and how old the newest result is. */
function Facts() {
  const { t, f } = useI18n();
  const environment = useLive((live) => live.instance?.environment);
  const count = useLive((live) => live.monitors.size);
  const lastAt = useLive((live) => {
    let newest = 0;
    for (const { last } of live.monitors.values()) newest = Math.max(newest, last?.at ?? 0);
    return newest;
  });
  const age = useNow((now) => (lastAt === 0 ? '' : f.short(now - lastAt)));
  if (environment === undefined) return null;
  return (
    <div className="facts">
      <p className="ellipsis" title={environment}>
        {environment}
      </p>
      <p className="ellipsis">{t.common.monitors(count)}</p>
      <p className="ellipsis">{age === '' ? t.shell.noResult : t.shell.lastResult(age)}</p>
    </div>
  );
}
