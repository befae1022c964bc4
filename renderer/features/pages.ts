import { lazy, type ComponentType } from 'react';
import type { IconName } from '../components/Icon.tsx';
import type { Messages } from '../i18n/messages.ts';
import { ActivityPage } from './activity/ActivityPage.tsx';
import { AlertsPage } from './alerts/AlertsPage.tsx';
import { ErrorGroupPage } from './errors/ErrorGroupPage.tsx';
import { ErrorsPage } from './errors/ErrorsPage.tsx';
import { IncidentPage } from './incidents/IncidentPage.tsx';
import { IncidentsPage } from './incidents/IncidentsPage.tsx';
import { LogsPage } from './logs/LogsPage.tsx';
import { MonitorPage } from './monitor/MonitorPage.tsx';
import { OverviewPage } from './overview/OverviewPage.tsx';
import { OpenIncidents } from './shell/OpenIncidents.tsx';

/** Few go there, so it is loaded when somebody does. */
const RuleEditorPage = lazy(async () => {
  const { RuleEditorPage: page } = await import('./alerts/editor/RuleEditorPage.tsx');
  return { default: page };
});

/** A page of the window. */
export interface Page {
  /** Pattern of its address, as the router reads it. */
  path: string;
  title: (t: Messages) => string;
  element: ComponentType;
  /** Keys to press after each other to get there, or null. */
  shortcut: string | null;
  /** Its place in the navigation, in the order of this list, or null when other pages lead to it. */
  nav: {
    icon: IconName;
    /** What is to be known before one goes there. */
    count?: ComponentType;
  } | null;
}

/** Every page, one entry each. */
export const pages: readonly Page[] = [
  {
    path: '/',
    title: (t) => t.pages.overview,
    element: OverviewPage,
    shortcut: 'g o',
    nav: { icon: 'overview' },
  },
  {
    path: '/incidents',
    title: (t) => t.pages.incidents,
    element: IncidentsPage,
    shortcut: 'g i',
    nav: { icon: 'incident', count: OpenIncidents },
  },
  {
    path: '/incidents/:id',
    title: (t) => t.pages.incident,
    element: IncidentPage,
    shortcut: null,
    nav: null,
  },
  {
    path: '/activity',
    title: (t) => t.pages.activity,
    element: ActivityPage,
    shortcut: 'g w',
    nav: { icon: 'activity' },
  },
  {
    path: '/logs',
    title: (t) => t.pages.logs,
    element: LogsPage,
    shortcut: 'g l',
    nav: { icon: 'logs' },
  },
  {
    path: '/errors',
    title: (t) => t.pages.errorGroups,
    element: ErrorsPage,
    shortcut: 'g e',
    nav: { icon: 'bug' },
  },
  {
    path: '/errors/:id',
    title: (t) => t.pages.errorGroup,
    element: ErrorGroupPage,
    shortcut: null,
    nav: null,
  },
  {
    path: '/alerts',
    title: (t) => t.pages.alerts,
    element: AlertsPage,
    shortcut: 'g a',
    nav: { icon: 'bell' },
  },
  {
    path: '/alerts/:tab',
    title: (t) => t.pages.alerts,
    element: AlertsPage,
    shortcut: null,
    nav: null,
  },
  {
    path: '/alerts/rules/new',
    title: (t) => t.alerts.editor.newTitle,
    element: RuleEditorPage,
    shortcut: null,
    nav: null,
  },
  {
    path: '/alerts/rules/:id',
    title: (t) => t.pages.rule,
    element: RuleEditorPage,
    shortcut: null,
    nav: null,
  },
  {
    path: '/monitors/:id',
    title: (t) => t.pages.monitor,
    element: MonitorPage,
    shortcut: null,
    nav: null,
  },
];
