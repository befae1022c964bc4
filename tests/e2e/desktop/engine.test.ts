import { beforeAll, describe, expect, it, onTestFinished, vi } from 'vitest';
import { ensureBuilt } from '../../../scripts/ensure-built.ts';
import { RUNTIME, type Desktop } from './support/desktop.ts';
import { gone, isAlive } from './support/processes.ts';
import { openWindow, Scene, trayOf, until, untilTray, useScene } from './support/scene.ts';

/** The process of the engine that runs now. */
async function enginePid(desktop: Desktop): Promise<number> {
  const { engines, engineRuns } = await desktop.recording();
  const pid = engines.at(-1);
  if (!engineRuns || pid === undefined) throw new Error('No engine runs.');
  return pid;
}

/** A scene for one spec, with the shell up and the tray healthy. */
async function healthyScene(): Promise<{ scene: Scene; desktop: Desktop }> {
  const scene = new Scene();
  onTestFinished(() => scene.end());
  await scene.server.start();
  const desktop = await scene.start();
  await untilTray(desktop, 'healthy');
  return { scene, desktop };
}

const wait = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

describe(`the engine process, ${RUNTIME}`, () => {
  const held = useScene();

  it('is one process of its own beside main', async () => {
    await untilTray(held.desktop, 'healthy');
    const pid = await enginePid(held.desktop);
    expect(pid).not.toBe(held.desktop.pid);
    expect(isAlive(pid)).toBe(true);
  });

  it('killed, turns the tray to unknown within a second; polling resumes with a new port for the window', async () => {
    const window = await openWindow(held.desktop);
    await vi.waitFor(async () => expect((await held.desktop.page(window)).connection.at(-1)).toBe(true));
    const killed = await enginePid(held.desktop);
    const killedAt = Date.now();
    process.kill(killed, 'SIGKILL');
    await untilTray(held.desktop, 'unknown', /being restarted · last known at/u, 1000);
    expect(await held.desktop.callBridge(window, 'status', {})).toMatchObject({
      ok: false,
      error: { code: 'disconnected' },
    });

    await untilTray(held.desktop, 'healthy');
    expect(await enginePid(held.desktop)).not.toBe(killed);
    expect((await held.desktop.page(window)).connection.slice(-3)).toEqual([true, false, true]);
    await vi.waitFor(async () => {
      const answer = await held.desktop.callBridge(window, 'results', { monitorId: 'books' });
      const results = answer.ok ? answer.value.results : [];
      expect(results.some(({ at }) => at > killedAt)).toBe(true);
      expect(results.some(({ at }) => at < killedAt)).toBe(true);
    }, 10_000);
    const { events } = await held.desktop.page(window);
    expect(
      events.some(({ name, payload }) => name === 'monitors' && (payload as { at: number }).at > killedAt),
    ).toBe(true);
  });

  it('held up for seconds, blames no service for it and shows no popup', async () => {
    await untilTray(held.desktop, 'healthy');
    const popups = held.scene.popups().length;
    const client = await held.scene.contract();
    const pid = await enginePid(held.desktop);
    // A check is under way when the engine is stopped: its time runs out, which says nothing about the service.
    held.scene.server.delayMs = 300;
    const { requests } = held.scene.server;
    await vi.waitFor(() => expect(held.scene.server.requests).toBeGreaterThan(requests), {
      interval: 5,
      timeout: 5000,
    });
    const stoppedAt = Date.now();
    process.kill(pid, 'SIGSTOP');
    await untilTray(held.desktop, 'unknown', /^2 unknown · no data for \d s/u);
    // Longer than the built-in rule for missing data waits.
    await wait(3000);
    process.kill(pid, 'SIGCONT');
    held.scene.server.delayMs = 0;
    await untilTray(held.desktop, 'healthy');

    const { results } = await client.call('results', { monitorId: 'books' });
    const since = results
      .filter(({ at }) => at > stoppedAt - 500)
      .map(({ state, message }) => ({ state, message }));
    expect(since).toContainEqual({ state: 'unknown', message: expect.stringContaining('held up') });
    expect(since.map(({ state }) => state)).not.toContain('unhealthy');
    expect(held.scene.popups()).toHaveLength(popups);
  });

  it('is told when the machine sleeps and wakes', async () => {
    await held.desktop.power('suspend');
    const client = await held.scene.contract();
    await vi.waitFor(async () => {
      const { monitors } = await client.call('status', {});
      expect(monitors.map(({ state, unknownReason }) => [state, unknownReason])).toEqual([
        ['unknown', 'asleep'],
        ['unknown', 'asleep'],
      ]);
    }, 5000);
    await untilTray(held.desktop, 'unknown');
    const { requests } = held.scene.server;
    await held.desktop.power('resume');
    await untilTray(held.desktop, 'healthy', /./u, 60_000);
    expect(held.scene.server.requests).toBeGreaterThan(requests);
  });
});

describe(`presence, ${RUNTIME}`, () => {
  const held = useScene();

  it('reaches the engine at once when the screen is locked and unlocked', async () => {
    const client = await held.scene.contract();
    const away = async () => (await client.call('status', {})).instance.away;
    expect(await away()).toBeNull();
    await held.desktop.power('lock-screen');
    await vi.waitFor(async () => expect(await away()).toMatchObject({ locked: true }), 5000);
    await held.desktop.power('unlock-screen');
    await vi.waitFor(async () => expect(await away()).toBeNull(), 5000);
  });
});

describe(`the end of things, ${RUNTIME}`, () => {
  beforeAll(() => ensureBuilt());

  it('five crashes in five minutes stop the engine, until the user retries', async () => {
    const { desktop } = await healthyScene();
    for (let crash = 1; crash <= 5; crash += 1) {
      await vi.waitFor(async () => process.kill(await enginePid(desktop), 'SIGKILL'), {
        timeout: 15_000,
        interval: 50,
      });
      await until(desktop, ({ engineRuns }) => expect(engineRuns).toBe(false));
    }
    await untilTray(desktop, 'unknown', /^Watchpost: Engine stopped, retry/u);
    const { engines } = await desktop.recording();
    expect(engines).toHaveLength(5);
    expect((await trayOf(desktop)).menu.map(({ label }) => label)).toContain('Retry');
    await desktop.clickTrayMenu('Retry');
    await untilTray(desktop, 'healthy');
  });

  it('main killed, the engine ends within about a second', async () => {
    const { desktop } = await healthyScene();
    const pid = await enginePid(desktop);
    process.kill(desktop.pid, 'SIGKILL');
    await desktop.exit;
    expect(await gone(pid, 5000)).toBeLessThan(2500);
  });

  it('quitting from the tray flushes what was measured and leaves nothing behind', async () => {
    const { scene, desktop } = await healthyScene();
    const pid = await enginePid(desktop);
    const before = Date.now();
    await desktop.clickTrayMenu('Quit');
    expect(await desktop.exit).toMatchObject({ code: 0 });
    await gone(pid, 1000);
    const next = await scene.start();
    await untilTray(next, 'healthy');
    const client = await scene.contract();
    const { results } = await client.call('results', { monitorId: 'books' });
    expect(results.some(({ at }) => at < before)).toBe(true);
  });

  it('quitting waits five seconds for an engine that hangs, then ends it', async () => {
    const { desktop } = await healthyScene();
    const pid = await enginePid(desktop);
    process.kill(pid, 'SIGSTOP');
    const asked = performance.now();
    void desktop.quit().catch(() => {});
    await desktop.exit;
    const tookMs = performance.now() - asked;
    expect(tookMs).toBeGreaterThan(4500);
    expect(tookMs).toBeLessThan(8000);
    await gone(pid, 1000);
  });
});
