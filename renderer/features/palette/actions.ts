import type { MonitorStatus } from '../../../shared/domain/monitor-status.ts';
import { shapeOf } from '../../../shared/domain/shape-of.ts';
import type { ShapeName } from '../../../shared/domain/state-shapes.ts';
import type { IconName } from '../../components/Icon.tsx';
import { catalogues, LOCALES } from '../../i18n/locales.ts';
import type { Messages } from '../../i18n/messages.ts';
import type { AlertCommands } from '../../state/alert-commands.ts';
import type { Commands } from '../../state/commands.ts';
import type { Preferences } from '../../state/preferences.ts';
import type { AlertDialogs } from '../alerts/dialogs/alert-dialogs.ts';
import { TAB_NAMES, tabPath } from '../alerts/tabs.ts';
import { pages } from '../pages.ts';
import { logsPath, monitorPath, NEW_RULE_PATH, whyPath } from '../paths.ts';

/** Something the palette can do. */
export interface Action {
  key: string;
  section: 'monitors' | 'pages' | 'actions';
  label: string;
  /** Beside the label, smaller. */
  hint: string;
  icon: IconName | { shape: ShapeName };
  shortcut: string | null;
  run: () => void;
}

export interface ActionContext {
  t: Messages;
  monitors: Iterable<MonitorStatus>;
  paused: boolean;
  /** The monitor whose page is open, whose own actions are then offered. */
  current: MonitorStatus | null;
  commands: Commands;
  alertCommands: AlertCommands;
  dialogs: AlertDialogs;
  navigate: (path: string) => void;
  change: (preferences: Partial<Preferences>) => void;
}

const HOUR = 3_600_000;
const THEMES = ['system', 'light', 'dark'] as const;
const DENSITIES = ['comfortable', 'compact'] as const;

/** Everything that can be done now, in the order of usefulness. */
export function paletteActions(context: ActionContext): Action[] {
  return [
    ...ofCurrent(context),
    ...ofPages(context),
    ...ofAlerts(context),
    ...ofInstance(context),
    ...ofMonitors(context),
    ...ofWindow(context),
  ];
}

function action(icon: Action['icon'], label: string, run: () => void, more: Partial<Action> = {}): Action {
  return { key: label, section: 'actions', label, hint: '', icon, shortcut: null, run, ...more };
}

function ofCurrent({ t, current, commands, alertCommands, dialogs, navigate }: ActionContext): Action[] {
  if (!current) return [];
  const ids = [current.id];
  return [
    action('refresh', t.palette.checkOne(current.name), () => commands.checkNow(ids)),
    current.paused
      ? action('play', t.palette.resumeOne(current.name), () => commands.resume(ids))
      : action('pause', t.palette.pauseOne(current.name), () => commands.pause(ids, HOUR)),
    action('check', t.palette.ackOne(current.name), () => dialogs.acknowledge(current.id, current.name)),
    action('clock', t.palette.snoozeOne(current.name), () => alertCommands.snooze(current.id)),
    action('bellOff', t.palette.silenceOne(current.name), () => dialogs.silence({ monitor: [current.id] })),
    action('help', t.palette.whyOne(current.name), () => navigate(whyPath(current.id))),
  ];
}

function ofPages({ t, navigate }: ActionContext): Action[] {
  return pages.flatMap(({ path, title, nav, shortcut }) =>
    nav
      ? [
          action(nav.icon, t.palette.goTo(title(t)), () => navigate(path), {
            key: path,
            section: 'pages',
            shortcut,
          }),
        ]
      : [],
  );
}

function ofAlerts({ t, dialogs, navigate }: ActionContext): Action[] {
  const tabs = TAB_NAMES.filter((name) => name !== 'rules').map((name) =>
    action('bell', t.palette.alertsTab(t.alerts.tabs[name]), () => navigate(tabPath(name)), {
      section: 'pages',
    }),
  );
  return [
    ...tabs,
    action('bellOff', t.alerts.silence.title, () => dialogs.silence({})),
    action('plus', t.alerts.editor.newTitle, () => navigate(NEW_RULE_PATH)),
  ];
}

function ofInstance({ t, paused, commands }: ActionContext): Action[] {
  return [
    action('refresh', t.palette.checkAll, () => commands.checkNow(null)),
    paused
      ? action('play', t.palette.resumeAll, () => commands.resume(null))
      : action('pause', t.palette.pauseAll, () => commands.pause(null, HOUR)),
  ];
}

function ofMonitors({ monitors, navigate }: ActionContext): Action[] {
  return [...monitors].map((monitor) =>
    action({ shape: shapeOf(monitor) }, monitor.name, () => navigate(monitorPath(monitor.id)), {
      key: `monitor:${monitor.id}`,
      section: 'monitors',
      hint: monitor.group ?? '',
    }),
  );
}

function ofWindow({ t, change }: ActionContext): Action[] {
  return [
    ...THEMES.map((theme) =>
      action(theme === 'light' ? 'sun' : theme === 'dark' ? 'moon' : 'system', t.palette.theme[theme], () =>
        change({ theme }),
      ),
    ),
    ...DENSITIES.map((density) => action('overview', t.palette.density[density], () => change({ density }))),
    action('flag', t.palette.languageSystem, () => change({ locale: 'system' })),
    ...LOCALES.map((locale) =>
      action('flag', t.palette.language(catalogues[locale].name), () => change({ locale })),
    ),
  ];
}

/** Looks for what was typed in the log records; offered below whatever else fits. */
export function searchLogsAction(
  text: string,
  { t, navigate }: Pick<ActionContext, 't' | 'navigate'>,
): Action {
  const search = text.trim();
  return action('logs', t.palette.searchLogs(search), () => navigate(logsPath({ search })), {
    key: 'search-logs',
  });
}
