import type { Activity, Instance, NotificationRecord } from '../../../shared/contract/schemas.ts';
import { anInstance } from '../../fixtures/monitor-status.ts';
import { stormyAlerts } from './alerts/alert-story.ts';
import { quietAlerts, type AlertWorld } from './alerts/alert-world.ts';
import type { FakeMonitor } from './fake-monitor.ts';
import { logsOf, noLogs, type LogWorld } from './logs/log-world.ts';
import { activityOfOutage, fleet, popupsOfOutage, storm, thousand } from './story.ts';

/** Everything a fake engine knows. */
export interface World {
  instance: Instance;
  monitors: FakeMonitor[];
  activity: Activity[];
  notifications: NotificationRecord[];
  logs: LogWorld;
  alerts: AlertWorld;
}

const YAML = '/home/ada/.config/watchpost/watchpost.yaml';

function world(now: number, more: Partial<World> = {}): World {
  const instance = anInstance({ startedAt: now - 7_200_000 });
  return {
    instance,
    monitors: [],
    activity: [],
    notifications: [],
    logs: noLogs(),
    alerts: quietAlerts(),
    ...more,
  };
}

export const scenarios = {
  'all-healthy': (now) => world(now, { monitors: fleet(now, false), logs: logsOf(now) }),
  'redis-down': (now) =>
    world(now, {
      monitors: fleet(now, true),
      activity: activityOfOutage(now),
      notifications: popupsOfOutage(now),
      logs: logsOf(now, { outage: true }),
    }),
  storm: (now) =>
    world(now, {
      monitors: storm(now),
      activity: activityOfOutage(now),
      notifications: popupsOfOutage(now),
      logs: logsOf(now, { outage: true }),
      alerts: stormyAlerts(now),
    }),
  demo: (now) =>
    world(now, {
      instance: anInstance({ demo: true, configFile: null, startedAt: now }),
      monitors: fleet(now, true),
      activity: activityOfOutage(now),
      logs: logsOf(now, { outage: true }),
    }),
  empty: (now) => world(now, { instance: anInstance({ configFile: null }) }),
  thousand: (now) => world(now, { monitors: thousand(now), logs: logsOf(now, { count: 100_000 }) }),
  paused: (now) =>
    world(now, {
      instance: anInstance({ paused: { since: now - 60_000, until: now + 1_740_000 } }),
      monitors: fleet(now, false),
    }),
  troubled: (now) =>
    world(now, {
      monitors: fleet(now, false),
      instance: anInstance({
        offline: { since: now - 240_000, reason: 'no interface is up' },
        notices: [
          {
            id: 'history',
            severity: 'critical',
            text: 'The history cannot be written: no space left on the device. Checks go on; free some space.',
            since: now - 120_000,
          },
          {
            id: 'desktop',
            severity: 'warning',
            text: 'Popups cannot be shown: no notification daemon answered. Install one, such as dunst.',
            since: now - 600_000,
          },
        ],
        configProblems: [
          {
            file: YAML,
            line: 12,
            column: 15,
            path: 'monitors[2].interval',
            message: 'expected a duration such as "30s", got "soon"',
          },
        ],
      }),
    }),
  'config-invalid': (now) =>
    world(now, {
      instance: anInstance({
        configInvalid: true,
        configProblems: [
          {
            file: YAML,
            line: 12,
            column: 15,
            path: 'monitors[2].interval',
            message: 'expected a duration such as "30s", got "soon"',
          },
          {
            file: YAML,
            line: 31,
            column: 5,
            path: 'monitors[5].urll',
            message: 'unknown key "urll"; did you mean "url"?',
          },
        ],
      }),
    }),
} satisfies Record<string, (now: number) => World>;

export type ScenarioName = keyof typeof scenarios;
