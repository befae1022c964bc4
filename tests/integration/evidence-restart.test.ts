import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { appendFileSync, mkdirSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { contractOf } from '../fixtures/contract-of.ts';
import { startHealthTarget } from '../fixtures/health-target.ts';
import { winstonLine } from '../fixtures/log-store.ts';
import { watchpostHome } from '../fixtures/watchpost-cli.ts';

const PATIENCE = { timeout: 60_000, interval: 100 };
const CHILD = path.join(import.meta.dirname, '../fixtures/instance-child.ts');
/** All that belongs to a failure has been written by then. */
const LATER_MS = 180_000;

/** An instance whose monitor `api` has a log, and whose clock can be ahead. */
async function setUp() {
  const home = watchpostHome();
  onTestFinished(() => home.remove());
  const target = await startHealthTarget();
  onTestFinished(() => target.close());
  const logDir = path.join(home.work, 'app');
  mkdirSync(logDir);
  home.writeConfig(`version: 1
network: { canaries: [] }
logs: [{ id: app, dir: ${JSON.stringify(logDir)}, include: ["*.log"], monitors: [api], poll: 200ms }]
notify: { channels: [] }
monitors: [{ id: api, kind: http, url: "${target.url}", interval: 1s, timeout: 500ms, confirm: { at_least: 0s } }]
`);
  return {
    target,
    log: (message: string, level: string) =>
      appendFileSync(path.join(logDir, 'app.log'), `${winstonLine(Date.now(), message, { level })}\n`),
    run: async (aheadMs: number) => {
      const child = spawn(process.execPath, [CHILD, home.dataDir, home.configFile, String(aheadMs)], {
        env: home.env,
        stdio: ['ignore', 'pipe', 'inherit'],
      });
      onTestFinished(() => void child.kill('SIGKILL'));
      await once(child.stdout, 'data');
      const client = await contractOf(home.dataDir);
      return {
        client,
        async end(signal: NodeJS.Signals) {
          client.close();
          child.kill(signal);
          await once(child, 'exit');
        },
        async evidence(): Promise<string[]> {
          const [incident] = (await client.call('incidents', { since: 0, subject: 'api' })).incidents;
          if (!incident) return [];
          const { timeline } = await client.call('incident', { id: incident.id });
          return timeline.filter(({ kind }) => kind === 'evidence').map(({ text }) => text);
        },
      };
    },
  };
}

describe('evidence of a failure', () => {
  it.each(['SIGTERM', 'SIGKILL'] as const)(
    'that came while Watchpost was ended by %s stands in the timeline after its next start, once',
    async (signal) => {
      const { target, log, run } = await setUp();
      log('before', 'info');
      const first = await run(0);
      await vi.waitFor(() => expect(target.asked()).toBeGreaterThan(1), PATIENCE);
      log('pool is full', 'warn');
      await vi.waitFor(async () => {
        expect((await first.client.call('logs', { limit: 5 })).records.length).toBe(2);
      }, PATIENCE);
      target.answer(503, { status: 'down' });
      await vi.waitFor(async () => expect(await first.evidence()).toEqual(['WARN pool is full']), PATIENCE);
      await first.end(signal);
      log('pool exhausted', 'error');

      const second = await run(LATER_MS);
      const whole = ['WARN pool is full', 'New error: pool exhausted', 'ERROR pool exhausted'];
      await vi.waitFor(async () => expect(await second.evidence()).toEqual(whole), PATIENCE);
      await second.end(signal);

      const third = await run(2 * LATER_MS);
      await vi.waitFor(async () => {
        const { sources } = await third.client.call('logSources', {});
        expect(sources.map(({ state }) => state)).toEqual(['ok']);
      }, PATIENCE);
      expect(await third.evidence()).toEqual(whole);
      await third.end('SIGTERM');
    },
    240_000,
  );
});
