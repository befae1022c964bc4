import { existsSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { WebSocket } from 'ws';
import { createClient, type ContractClient } from '../../shared/contract/client.ts';
import { webSocketChannel } from '../../electron/serve/websocket-channel.ts';
import { startHealthTarget, type HealthTarget } from '../fixtures/health-target.ts';
import { watchpostHome, type Serving, type WatchpostHome } from '../fixtures/watchpost-cli.ts';

const PATIENCE = { timeout: 15_000, interval: 100 };

const SYSTEMS = ['Pocket Assistant', 'Concierge', 'Omni Assistant', 'Inkwell', 'Book Review'].map(
  (name) => `${name} (demo)`,
);

/** The steps build on each other. */
describe('a first start without a configuration', () => {
  let home: WatchpostHome;
  let target: HealthTarget;
  let serving: Serving;
  let client: ContractClient;
  let disconnected = false;
  const told: { demo: boolean }[] = [];

  beforeAll(async () => {
    home = watchpostHome();
    target = await startHealthTarget();
    serving = await home.serve();
    const socket = new WebSocket(`ws://127.0.0.1:${new URL(serving.url).port}/api/ws`, {
      headers: { authorization: `Bearer ${serving.token}` },
    });
    client = createClient(webSocketChannel(socket));
    client.on('instance', (instance) => told.push(instance));
    client.onClose(() => (disconnected = true));
    await new Promise((resolve) => socket.once('open', resolve));
  });
  afterAll(async () => {
    await home.remove();
    await target.close();
  });

  it('watches all five systems of the demo fleet, and says that it is a demo', async () => {
    const { instance, monitors } = await serving.status();
    expect(instance).toMatchObject({
      demo: true,
      configFile: null,
      configInvalid: false,
      configProblems: [],
    });
    expect(monitors.map(({ group }) => group)).toEqual(expect.arrayContaining(SYSTEMS));
    await vi.waitFor(async () => {
      const status = await serving.status();
      const seen = status.monitors.filter(({ last }) => last !== null).map(({ group }) => group);
      expect(seen).toEqual(expect.arrayContaining(SYSTEMS));
    }, PATIENCE);
  });

  it('lets rules be checked and tried on it, and none be changed', async () => {
    const text = 'id: slow\nwhen: { latency: p95, above: 1s, over: 5m }\n';
    expect(await client.call('checkRule', { text })).toMatchObject({ problems: [], id: 'slow' });
    expect(await client.call('replayRule', { text, since: Date.now() - 3_600_000 })).toMatchObject({
      problems: [],
    });
    await expect(client.call('saveRule', { text })).rejects.toMatchObject({ code: 'not-available' });
    await expect(client.call('removeRule', { id: 'slow' })).rejects.toMatchObject({
      code: 'not-available',
    });
  });

  it('is what commands mean while there is no configuration, in a data directory of its own', async () => {
    const { document } = await home.json<{ monitors: unknown[] }>(['health']);
    expect(document.monitors).toHaveLength((await serving.status()).monitors.length);
    expect((await home.json(['mark', 'seen'])).code).toBe(0);
    expect(existsSync(path.join(home.dataDir, 'demo/history.db'))).toBe(true);
    expect(existsSync(path.join(home.dataDir, 'history.db'))).toBe(false);
    expect(await home.json(['serve'])).toMatchObject({
      code: 1,
      document: { error: { code: 'already-running' } },
    });
  });

  it('goes on beside a configuration that names no monitor yet, and can still be reached', async () => {
    expect((await home.run(['config', 'init'])).code).toBe(0);
    expect((await home.json(['pause', '--for', '1h'])).code).toBe(0);
    expect((await home.json(['resume'])).code).toBe(0);
    expect((await serving.status()).instance.demo).toBe(true);
  });

  it('goes on beside a configuration that is invalid, and tells what is wrong with it', async () => {
    home.writeConfig('version: 1\nmonitors:\n  - { id: own, kind: http, url: nonsense }\n');
    await vi.waitFor(async () => {
      const { instance } = await serving.status();
      expect(instance.demo).toBe(true);
      expect(instance.configProblems[0]).toMatchObject({
        file: home.configFile,
        line: 3,
        path: 'monitors[0].url',
      });
    }, PATIENCE);
  });

  it('gives way to the first own monitor, while the address and the window that is open stay', async () => {
    home.writeConfig(`version: 1
network: { canaries: [] }
monitors: [{ id: own, kind: http, url: "${target.url}", interval: 1s, timeout: 500ms }]
`);
    const { instance, monitors } = await vi.waitFor(async () => {
      const status = await serving.status();
      expect(status.instance.demo).toBe(false);
      return status;
    }, PATIENCE);
    expect(instance).toMatchObject({
      configFile: home.configFile,
      dataDir: home.dataDir,
      configProblems: [],
    });
    expect(monitors.map(({ id }) => id)).toEqual(['own']);
    await vi.waitFor(() => expect(told.at(-1)?.demo).toBe(false), PATIENCE);
    expect(disconnected).toBe(false);
    expect((await client.call('status', {})).monitors.map(({ id }) => id)).toEqual(['own']);
    await vi.waitFor(async () => {
      const { document } = await home.json<{ state: string; monitors: { id: string }[] }>(['health']);
      expect(document).toMatchObject({ state: 'healthy', monitors: [{ id: 'own' }] });
    }, PATIENCE);
    expect((await home.json(['mark', 'mine'])).code).toBe(0);
    await vi.waitFor(
      () => expect(existsSync(path.join(home.dataDir, 'demo/instance.json'))).toBe(false),
      PATIENCE,
    );
    expect(existsSync(path.join(home.dataDir, 'instance.json'))).toBe(true);
  });

  it('ends cleanly', async () => {
    const { code, tookMs } = await serving.end();
    expect(code).toBe(0);
    expect(tookMs).toBeLessThan(5000);
    expect(existsSync(path.join(home.dataDir, 'instance.json'))).toBe(false);
  });
});
