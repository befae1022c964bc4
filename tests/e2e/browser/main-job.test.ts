import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import {
  accessibilityProblems,
  chromiumPath,
  launchBrowser,
  NO_CHROMIUM,
  type TestBrowser,
} from '../../fixtures/browser.ts';
import {
  missingDesktopPrograms,
  startDesktopSession,
  type DesktopSession,
} from '../../fixtures/desktop-session.ts';

const root = path.resolve(import.meta.dirname, '../../..');
const missing = [...(chromiumPath === null ? ['chromium'] : []), ...missingDesktopPrograms()];
if (chromiumPath === null) console.warn(NO_CHROMIUM);
if (missing.length > 0)
  console.warn(`Skipping the main job, end to end: ${missing.join(', ')} not installed.`);

/** A book review API as it answers in life: its own word is always OK, the status tells. */
function bookReviews() {
  let redis = 'OK';
  const server: Server = createServer((_request, response) => {
    const services = { database: { status: 'OK' }, redis: { status: redis }, openai: { status: 'OK' } };
    response.writeHead(redis === 'OK' ? 200 : 503, { 'content-type': 'application/json' });
    response.end(
      JSON.stringify({
        status: 'OK',
        timestamp: new Date().toISOString(),
        uptime: 100,
        services,
        version: '1.0.0',
      }),
    );
  });
  return { server, set: (state: string) => (redis = state) };
}

describe.skipIf(missing.length > 0)(
  'the main job, end to end: a real service, popup, window and command line',
  () => {
    const home = mkdtempSync(path.join(tmpdir(), 'watchpost-main-job-'));
    const config = path.join(home, 'watchpost.yaml');
    const data = path.join(home, 'data');
    const books = bookReviews();
    let desktop: DesktopSession;
    let browser: TestBrowser;
    let serve: ChildProcess;
    let url: string;

    beforeAll(async () => {
      await new Promise<void>((resolve) => books.server.listen(0, '127.0.0.1', resolve));
      const { port } = books.server.address() as AddressInfo;
      writeFileSync(
        config,
        `version: 1
monitors:
  - id: books
    name: Book Review API
    group: Book Review
    kind: http
    url: http://127.0.0.1:${port}/health
    interval: 1s
    confirm: { failures: 2, recoveries: 2, at_least: 0s }
notify: { group_wait: 1s, channels: [{ id: desktop, kind: desktop }] }
`,
      );
      [desktop, browser] = await Promise.all([startDesktopSession(), launchBrowser()]);
      serve = spawn(
        process.execPath,
        [path.join(root, 'out/cli.js'), '--config', config, '--data', data, '--json', 'serve'],
        {
          env: { ...process.env, ...desktop.env, HOME: home },
          stdio: ['ignore', 'pipe', 'inherit'],
        },
      );
      url = await new Promise((resolve, reject) => {
        serve.stdout?.once('data', (line: Buffer) =>
          resolve((JSON.parse(line.toString()) as { url: string }).url),
        );
        serve.once('exit', (code) => reject(new Error(`serve ended with code ${code}`)));
      });
    });
    afterAll(async () => {
      const ended = new Promise((resolve) => serve?.once('exit', resolve));
      if (serve?.kill('SIGTERM')) await ended;
      await browser?.close();
      await desktop?.stop();
      books.server.close();
      rmSync(home, { recursive: true, force: true });
    });

    /** Runs the command line and gives its exit code. */
    function health(): Promise<number | null> {
      const child = spawn(
        process.execPath,
        [path.join(root, 'out/cli.js'), '--config', config, '--data', data, 'health'],
        {
          stdio: 'ignore',
        },
      );
      return new Promise((resolve) => child.once('exit', resolve));
    }

    it('shows an outage and its end as one popup each, in the window and on the command line', async () => {
      const { page, faults } = await browser.open();
      await page.goto(url);
      const headline = page.getByRole('heading', { level: 1 });
      await vi.waitFor(async () => expect(await headline.textContent()).toMatch(/healthy/u), 20_000);
      expect(await health()).toBe(0);

      books.set('ERROR');
      await vi.waitFor(
        async () => expect(await headline.textContent()).toMatch(/redis|Book Review API/iu),
        20_000,
      );
      await page.getByText('redis', { exact: false }).first().waitFor();
      await vi.waitFor(async () => expect(await desktop.popups()).toHaveLength(1), 20_000);
      expect(await health()).toBe(2);

      books.set('OK');
      await vi.waitFor(async () => expect(await headline.textContent()).toMatch(/healthy/u), 20_000);
      await vi.waitFor(async () => expect(await desktop.popups()).toHaveLength(2), 20_000);
      expect(await health()).toBe(0);

      const [problem, recovery] = await desktop.popups();
      expect(problem?.title).toBe('Book Review API is unhealthy');
      expect(problem?.body).toContain('redis');
      expect(recovery?.title).toBe('Book Review API is healthy again');
      expect(faults).toEqual([]);
    });

    it.each(['light', 'dark'] as const)(
      'is accessible and breaks no policy with real data, %s',
      async (colorScheme) => {
        const { page, faults } = await browser.open({ colorScheme });
        for (const place of ['/', '/monitors/books']) {
          const target = new URL(url);
          target.pathname = place;
          await page.goto(target.href);
          await page.getByRole('heading', { level: 1 }).waitFor();
          await page.waitForLoadState('networkidle');
          expect(await accessibilityProblems(page)).toEqual([]);
        }
        expect(faults).toEqual([]);
      },
    );
  },
);
