import type { ComponentType } from 'react';
import type { IconName } from '../components/Icon.tsx';
import type { Messages } from '../i18n/messages.ts';
import { ActivityPage } from './activity/ActivityPage.tsx';
import { ErrorGroupPage } from './errors/ErrorGroupPage.tsx';
import { ErrorsPage } from './errors/ErrorsPage.tsx';
import { LogsPage } from './logs/LogsPage.tsx';
import { MonitorPage } from './monitor/MonitorPage.tsx';
import { OverviewPage } from './overview/OverviewPage.tsx';

/** A page of the window. */
export interface Page {
  /** Pattern of its address, as the router reads it. */
  path: string;
  title: (t: Messages) => string;
  element: ComponentType;
  /** Keys to press after each other to get there, or null. */
  shortcut: string | null;
  /** Its place in the navigation, in the order of this list, or null when other pages lead to it. */
  nav: { icon: IconName } | null;
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
    path: '/monitors/:id',
    title: (t) => t.pages.monitor,
    element: MonitorPage,
    shortcut: null,
    nav: null,
  },
];
