/** What the tray shows. Pure: the same status at the same time is the same icon, tooltip and menu. */
import type { Status } from '../../shared/contract/schemas.ts';
import { failingComponents } from '../../shared/domain/cause.ts';
import type { MonitorStatus } from '../../shared/domain/monitor-status.ts';
import { overallState, type State } from '../../shared/domain/state.ts';
import { pointInTime, shortDuration } from '../../shared/domain/time-text.ts';

export type TrayIcon = State | 'paused';

/** What a click in the menu asks for. */
export type TrayAction =
  | { type: 'open'; path: string }
  | { type: 'check'; monitorIds: string[] | null }
  | { type: 'pause'; monitorIds: string[] | null; forMs: number | null }
  | { type: 'resume'; monitorIds: string[] | null }
  | { type: 'ack'; monitorId: string }
  | { type: 'snooze'; monitorId: string; forMs: number }
  | { type: 'restart-engine' }
  | { type: 'quit' };

export type TrayItem =
  | { kind: 'separator' }
  | { kind: 'text'; label: string }
  | { kind: 'action'; label: string; action: TrayAction }
  | { kind: 'submenu'; label: string; icon?: State; items: TrayItem[] };

export interface TrayView {
  icon: TrayIcon;
  tooltip: string;
  menu: TrayItem[];
}

/** What is known of the engine process. */
export type EngineState = 'starting' | 'running' | 'restarting' | 'stopped';

export interface TrayInput {
  engine: EngineState;
  /** What the running engine tells, or null before it has told anything. */
  status: Status | null;
  /** When a status was last told, also by an engine that is gone; epoch milliseconds. */
  lastKnownAt: number | null;
  now: number;
  locale: string;
}

const MOST_PROBLEMS = 10;
const MINUTE = 60_000;

export function trayView(input: TrayInput): TrayView {
  const { engine, status, now } = input;
  if (engine !== 'running' || !status) return withoutEngine(input);
  const { instance } = status;
  const watched = status.monitors
    .filter(({ enabled, paused }) => enabled && !paused)
    .map((monitor) => asOld(monitor, now));
  const problems = worstFirst(watched);
  const summary = summaryText(status, watched, now);
  return {
    icon: iconOf(status, watched),
    tooltip: summary,
    menu: [
      { kind: 'text', label: summary },
      { kind: 'separator' },
      ...problems.slice(0, MOST_PROBLEMS).map((monitor) => problemItem(monitor, input)),
      ...(problems.length > MOST_PROBLEMS ? [open(`${problems.length - MOST_PROBLEMS} more …`, '/')] : []),
      ...(problems.length > 0 ? [{ kind: 'separator' } as const] : []),
      open('Open Watchpost', '/'),
      instance.paused
        ? { kind: 'action', label: 'Resume monitoring', action: { type: 'resume', monitorIds: null } }
        : pauseMenu('Pause monitoring', null, now),
      { kind: 'action', label: 'Check everything now', action: { type: 'check', monitorIds: null } },
      { kind: 'separator' },
      { kind: 'action', label: 'Quit', action: { type: 'quit' } },
    ],
  };
}

/** A state that its engine did not renew in time, because it hangs, is no longer known. */
function asOld(monitor: MonitorStatus, now: number): MonitorStatus {
  const { last, intervalMs, timeoutMs } = monitor;
  if (!last || now - last.at <= 2 * intervalMs + timeoutMs) return monitor;
  return { ...monitor, state: 'unknown' };
}

function withoutEngine({ engine, lastKnownAt, now, locale }: TrayInput): TrayView {
  const text = {
    starting: 'Starting',
    running: 'Starting',
    restarting: 'The engine stopped and is being restarted',
    stopped: 'Engine stopped, retry',
  }[engine];
  const known = lastKnownAt === null ? '' : ` · last known at ${pointInTime(lastKnownAt, now, locale)}`;
  return {
    icon: 'unknown',
    tooltip: `Watchpost: ${text}${known}`,
    menu: [
      { kind: 'text', label: `${text}${known}` },
      { kind: 'separator' },
      open('Open Watchpost', '/'),
      ...(engine === 'stopped'
        ? [{ kind: 'action', label: 'Retry', action: { type: 'restart-engine' } } as const]
        : []),
      { kind: 'action', label: 'Quit', action: { type: 'quit' } },
    ],
  };
}

function iconOf(status: Status, watched: readonly MonitorStatus[]): TrayIcon {
  const { instance } = status;
  if (instance.configInvalid) return 'unknown';
  if (instance.paused) return 'paused';
  return overallState(watched.map(({ state }) => state));
}

/** `2 unhealthy, 1 degraded, 37 healthy · 8 s ago`. */
function summaryText({ instance, monitors }: Status, watched: readonly MonitorStatus[], now: number): string {
  const prefix = instance.demo ? 'Demo: ' : '';
  if (instance.configInvalid) return 'Configuration invalid';
  if (instance.paused) {
    const { until } = instance.paused;
    return until === null ? 'Paused' : `Paused for another ${shortDuration(until - now)}`;
  }
  const counts = (['unhealthy', 'degraded', 'unknown', 'healthy'] as const)
    .map((state) => ({ state, count: watched.filter((monitor) => monitor.state === state).length }))
    .filter(({ count }) => count > 0)
    .map(({ state, count }) => `${count} ${state}`);
  const paused = monitors.filter((monitor) => monitor.paused).length;
  if (paused > 0) counts.push(`${paused} paused`);
  const trouble = instance.notices.find(({ severity }) => severity !== 'info');
  return [
    `${prefix}${counts.join(', ') || 'Nothing is watched'}`,
    ageText(watched, now),
    instance.offline ? 'offline' : '',
    instance.configProblems.length > 0 ? 'configuration has problems' : '',
    trouble?.text ?? '',
  ]
    .filter((part) => part !== '')
    .join(' · ');
}

/** How old the newest data is; beyond two intervals of the busiest monitor that is said to be too old. */
function ageText(watched: readonly MonitorStatus[], now: number): string {
  const ages = watched.flatMap(({ last }) => (last ? [now - last.at] : []));
  if (ages.length === 0) return '';
  const age = Math.max(0, Math.min(...ages));
  const expected = Math.min(...watched.map(({ intervalMs, timeoutMs }) => 2 * intervalMs + timeoutMs));
  return age > expected ? `no data for ${shortDuration(age)}` : `${shortDuration(age)} ago`;
}

function worstFirst(monitors: readonly MonitorStatus[]): MonitorStatus[] {
  const of = (state: State) =>
    monitors.filter((monitor) => monitor.state === state).toSorted((a, b) => (b.since ?? 0) - (a.since ?? 0));
  return [...of('unhealthy'), ...of('degraded')];
}

/** `Book Review API ← redis, since 14:32:06`. */
function problemItem(monitor: MonitorStatus, { now, locale }: TrayInput): TrayItem {
  const [worst] = failingComponents(monitor.components);
  const cause = worst?.path ?? monitor.message;
  const since = monitor.since === null ? '' : `, since ${pointInTime(monitor.since, now, locale)}`;
  return {
    kind: 'submenu',
    label: menuText(`${monitor.name}${cause ? ` ← ${cause}` : ''}${since}`),
    icon: monitor.state,
    items: [
      open('Open', `/monitors/${encodeURIComponent(monitor.id)}`),
      { kind: 'action', label: 'Check now', action: { type: 'check', monitorIds: [monitor.id] } },
      { kind: 'action', label: 'Acknowledge', action: { type: 'ack', monitorId: monitor.id } },
      {
        kind: 'action',
        label: 'Snooze 1 h',
        action: { type: 'snooze', monitorId: monitor.id, forMs: 60 * MINUTE },
      },
      pauseMenu('Pause', [monitor.id], now),
    ],
  };
}

function pauseMenu(label: string, monitorIds: string[] | null, now: number): TrayItem {
  const pause = (text: string, forMs: number | null): TrayItem => ({
    kind: 'action',
    label: text,
    action: { type: 'pause', monitorIds, forMs },
  });
  return {
    kind: 'submenu',
    label,
    items: [
      pause('30 minutes', 30 * MINUTE),
      pause('1 hour', 60 * MINUTE),
      pause('Until tomorrow', untilTomorrow(now)),
      pause('Until resumed', null),
    ],
  };
}

/** Tomorrow begins at 8 in the morning, when somebody looks again. */
function untilTomorrow(now: number): number {
  const morning = new Date(now);
  morning.setDate(morning.getDate() + 1);
  morning.setHours(8, 0, 0, 0);
  return morning.getTime() - now;
}

function open(label: string, path: string): TrayItem {
  return { kind: 'action', label, action: { type: 'open', path } };
}

/** One line of menu text; `&` would become an access key. */
function menuText(text: string): string {
  const line = text
    .replace(/[\u0000-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/gu, ' ')
    .replaceAll('&', '&&');
  return line.length > 100 ? `${line.slice(0, 99)}…` : line;
}
