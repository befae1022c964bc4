import { spawn } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { beforeAll, describe, expect, it, onTestFinished, vi } from 'vitest';
import { ensureBuilt } from '../../../scripts/ensure-built.ts';
import { outDir } from '../../../scripts/sources.ts';
import { RUNTIME } from './support/desktop.ts';
import { openWindow, Scene, trayOf, until, untilTray } from './support/scene.ts';

async function newScene(): Promise<Scene> {
  const scene = new Scene();
  onTestFinished(() => scene.end());
  await scene.server.start();
  return scene;
}

/** `watchpost serve` on the scene's places; resolves with its address once it serves. */
function serve(scene: Scene): Promise<string> {
  const child = spawn(
    process.execPath,
    [path.join(outDir, 'cli.js'), '--config', scene.configFile, '--data', scene.dataDir, 'serve', '--json'],
    { env: scene.env(), stdio: ['ignore', 'pipe', 'inherit'] },
  );
  const ended = new Promise((resolve) => child.once('exit', resolve));
  onTestFinished(async () => {
    child.kill('SIGTERM');
    await ended;
  });
  return new Promise((resolve, reject) => {
    let text = '';
    child.stdout.on('data', (chunk: Buffer) => {
      text += chunk.toString();
      if (text.includes('\n')) resolve((JSON.parse(text) as { url: string }).url);
    });
    child.once('exit', () => reject(new Error('serve ended')));
  });
}

describe(`starting, ${RUNTIME}`, () => {
  beforeAll(() => ensureBuilt());

  it('a second start shows the window of the first, at the page of its link, and ends', async () => {
    const scene = await newScene();
    const first = await scene.start();
    await untilTray(first, 'healthy');
    const second = await scene.start('watchpost://monitors/books');
    expect(await second.exit).toMatchObject({ code: 0 });
    await until(first, ({ windows, engines }) => {
      expect(windows.map(({ url, visible }) => [url, visible])).toEqual([
        ['app://watchpost/monitors/books', true],
      ]);
      expect(engines).toHaveLength(1);
    });
  });

  it('shells of two data directories run side by side', async () => {
    const scenes = [await newScene(), await newScene()];
    for (const scene of scenes) {
      const desktop = await scene.start();
      await untilTray(desktop, 'healthy');
      expect((await desktop.recording()).engineRuns).toBe(true);
    }
  });

  it('leaves a data directory that "watchpost serve" holds to it, and opens its window in the browser', async () => {
    const scene = await newScene();
    writeFileSync(scene.configFile, scene.configuration());
    const url = await serve(scene);
    // The shell ends by itself, so what it asked for last is read while it still waits for its engine.
    const desktop = await scene.start();
    const opened = vi.waitFor(
      async () => {
        const recording = await desktop.recording();
        expect(recording.opened).toHaveLength(1);
        return recording.opened;
      },
      { timeout: 10_000, interval: 5 },
    );
    expect(await opened).toEqual([url]);
    expect(await desktop.exit).toMatchObject({ code: 0 });
  });

  it('waits for an invalid configuration to be mended, and lists its problems meanwhile', async () => {
    const scene = await newScene();
    writeFileSync(scene.configFile, scene.configuration().replace('interval: 1s', 'interval: soon'));
    const desktop = await scene.start();
    await untilTray(desktop, 'unknown', /^Configuration invalid$/u);
    const window = await openWindow(desktop);
    await vi.waitFor(async () => {
      const answer = await desktop.callBridge(window, 'status', {});
      expect(answer).toMatchObject({
        ok: true,
        value: {
          instance: {
            configInvalid: true,
            configProblems: [{ line: 2, message: expect.stringContaining('soon') }],
          },
        },
      });
    }, 5000);
    writeFileSync(scene.configFile, scene.configuration());
    await untilTray(desktop, 'healthy', /^2 healthy/u);
  });

  it('shows the demo, plainly labelled, until the first own endpoint is saved', async () => {
    const scene = await newScene();
    const desktop = await scene.startUnconfigured();
    await vi.waitFor(
      async () => expect((await trayOf(desktop)).tooltip).toMatch(/^Demo: .*healthy/u),
      30_000,
    );
    const window = await openWindow(desktop);
    const added = await desktop.callBridge(window, 'addEndpoint', {
      name: 'Books',
      url: `http://127.0.0.1:${scene.server.port}/health`,
    });
    expect(added).toMatchObject({
      ok: true,
      value: { file: path.join(scene.dir, 'watchpost/watchpost.yaml') },
    });
    await untilTray(desktop, 'healthy', /^1 healthy/u, 30_000);
  });

  it('says why it cannot start when the history is of a newer version', async () => {
    const scene = await newScene();
    const desktop = await scene.start();
    await untilTray(desktop, 'healthy');
    await desktop.quit();
    await desktop.exit;
    const { default: Database } = await import('better-sqlite3');
    const database = new Database(path.join(scene.dataDir, 'history.db'));
    database.pragma('user_version = 99990');
    database.close();
    const second = await scene.start();
    await vi.waitFor(
      async () => {
        const { errorBoxes } = await second.recording();
        expect(errorBoxes.join()).toMatch(/^Watchpost cannot start: .*newer/u);
      },
      { timeout: 10_000, interval: 5 },
    );
    await second.exit;
  });
});
