import { describe, expect, it } from 'vitest';
import type { Status } from '../../shared/contract/schemas.ts';
import type { MonitorStatus } from '../../shared/domain/monitor-status.ts';
import { aMonitor, anInstance } from '../../tests/fixtures/monitor-status.ts';
import { trayView, type TrayInput } from './tray-view.ts';

const NOW = new Date(2026, 10, 20, 14, 40).getTime();

const checkedAt = (at: number): MonitorStatus['last'] => ({
  at,
  state: 'healthy',
  latencyMs: 5,
  httpStatus: 200,
  message: '',
  failure: null,
  phases: null,
  certificate: null,
  dialect: null,
  because: null,
});

function view(
  monitors: (Partial<MonitorStatus> & { id: string })[],
  instance: Partial<Status['instance']> = {},
  input: Partial<TrayInput> = {},
) {
  const status: Status = {
    at: NOW,
    instance: anInstance(instance),
    monitors: monitors.map((monitor) => aMonitor({ last: checkedAt(NOW - 8000), ...monitor })),
  };
  return trayView({ engine: 'running', status, lastKnownAt: NOW, now: NOW, locale: 'en-GB', ...input });
}

const labels = ({ menu }: ReturnType<typeof view>) =>
  menu.map((item) => (item.kind === 'separator' ? '—' : item.label));

describe('the tray', () => {
  it('counts states, worst first, and tells the age of the newest data', () => {
    const shown = view([
      { id: 'a' },
      { id: 'b', state: 'degraded' },
      { id: 'c', state: 'unhealthy', last: checkedAt(NOW - 20_000) },
    ]);
    expect(shown.icon).toBe('unhealthy');
    expect(shown.tooltip).toBe('1 unhealthy, 1 degraded, 1 healthy · 8 s ago');
  });

  it('names each problem with its failing component and since when, before everything else', () => {
    const since = new Date(2026, 10, 20, 14, 32, 6).getTime();
    const components = [{ path: 'redis', state: 'unhealthy' as const, message: 'refused' }];
    const shown = view([
      { id: 'a' },
      { id: 'b', name: 'R&D API', state: 'unhealthy', since, components },
      { id: 'c', name: 'Slow', state: 'degraded', since, message: 'took 2 s' },
    ]);
    expect(labels(shown).slice(2, 5)).toEqual([
      'R&&D API ← redis, since 14:32:06',
      'Slow ← took 2 s, since 14:32:06',
      '—',
    ]);
  });

  it('offers for each problem to open, check, acknowledge and snooze it', () => {
    const shown = view([{ id: 'b/c', name: 'B', state: 'unhealthy' }]);
    const problem = shown.menu.find((item) => item.kind === 'submenu' && item.label.startsWith('B'));
    const items = problem?.kind === 'submenu' ? problem.items : [];
    expect(items.flatMap((item) => (item.kind === 'action' ? [[item.label, item.action]] : []))).toEqual([
      ['Open', { type: 'open', path: '/monitors/b%2Fc' }],
      ['Check now', { type: 'check', monitorIds: ['b/c'] }],
      ['Acknowledge', { type: 'ack', monitorId: 'b/c' }],
      ['Snooze 1 h', { type: 'snooze', monitorId: 'b/c', forMs: 3_600_000 }],
    ]);
  });

  it('shows ten problems and counts the rest', () => {
    const shown = view(Array.from({ length: 13 }, (_, i) => ({ id: `m${i}`, state: 'unhealthy' as const })));
    expect(labels(shown)).toContain('3 more …');
  });

  it('says that it is paused, and for how long still', () => {
    const shown = view([{ id: 'a' }], { paused: { since: NOW - 1, until: NOW + 1_800_000 } });
    expect([shown.icon, shown.tooltip]).toEqual(['paused', 'Paused for another 30 min']);
    expect(labels(shown)).toContain('Resume monitoring');
    expect(labels(shown)).not.toContain('Pause monitoring');
  });

  it('pauses until tomorrow at eight', () => {
    const pause = view([{ id: 'a' }]).menu.find(
      (item) => 'label' in item && item.label === 'Pause monitoring',
    );
    const items = pause?.kind === 'submenu' ? pause.items : [];
    expect(items[2]).toMatchObject({
      label: 'Until tomorrow',
      action: { type: 'pause', forMs: new Date(2026, 10, 21, 8).getTime() - NOW },
    });
  });

  it('knows nothing without a configuration', () => {
    const shown = view([], { configInvalid: true });
    expect([shown.icon, shown.tooltip]).toEqual(['unknown', 'Configuration invalid']);
  });

  it('believes no state that a hanging engine stopped renewing', () => {
    const shown = view([{ id: 'a', intervalMs: 1000, timeoutMs: 500 }]);
    expect([shown.icon, shown.tooltip]).toEqual(['unknown', '1 unknown · no data for 8 s']);
  });

  it('shows an engine that is gone as unknown, with the time of its last word and a way to retry', () => {
    const known = { status: null, lastKnownAt: new Date(2026, 10, 20, 14, 32, 6).getTime() };
    const restarting = view([], {}, { ...known, engine: 'restarting' });
    expect(restarting.icon).toBe('unknown');
    expect(restarting.tooltip).toBe(
      'Watchpost: The engine stopped and is being restarted · last known at 14:32:06',
    );
    expect(labels(restarting)).not.toContain('Retry');
    expect(labels(view([], {}, { ...known, engine: 'stopped' }))).toContain('Retry');
  });

  it('is starting, not healthy, until a new engine has told its own status', () => {
    const shown = view([], {}, { status: null, lastKnownAt: null });
    expect([shown.icon, shown.tooltip]).toEqual(['unknown', 'Watchpost: Starting']);
  });

  it('says when popups are not shown', () => {
    const notice = {
      id: 'n',
      severity: 'warning' as const,
      text: 'Popups are not shown: no daemon',
      since: NOW,
    };
    expect(view([{ id: 'a' }], { notices: [notice] }).tooltip).toBe(
      '1 healthy · 8 s ago · Popups are not shown: no daemon',
    );
  });

  it('keeps control characters and turned writing out of the menu', () => {
    const shown = view([{ id: 'a', name: 'a\nb\u202ec', state: 'unhealthy', message: '\u0007' }]);
    expect(labels(shown)[2]).toMatch(/^a b c/u);
  });
});
