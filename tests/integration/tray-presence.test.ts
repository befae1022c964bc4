import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { trayPresence } from '../../electron/shell/tray-presence.ts';

const has = (program: string) => spawnSync('which', [program]).status === 0;
const NO_BUS = 'unix:path=/nonexistent/bus';

function folder(): string {
  const made = mkdtempSync(path.join(tmpdir(), 'watchpost-tray-'));
  onTestFinished(() => rmSync(made, { recursive: true, force: true }));
  return made;
}

function running(child: ChildProcess): ChildProcess {
  onTestFinished(
    () =>
      new Promise((resolve) => {
        if (child.exitCode !== null || child.signalCode !== null) resolve();
        child.once('exit', () => resolve());
        child.kill('SIGTERM');
      }),
  );
  return child;
}

/** An X server that lets in only who shows the cookie of the authority file. */
async function xServer(): Promise<{ DISPLAY: string; XAUTHORITY: string }> {
  const file = path.join(folder(), 'authority');
  const field = (bytes: Buffer) =>
    Buffer.concat([Buffer.from([bytes.length >> 8, bytes.length & 255]), bytes]);
  const entry = [Buffer.alloc(0), Buffer.alloc(0), Buffer.from('MIT-MAGIC-COOKIE-1'), randomBytes(16)];
  writeFileSync(file, Buffer.concat([Buffer.from([0xff, 0xff]), ...entry.map(field)]));
  const options = ['-displayfd', '3', '-screen', '0', '640x480x24', '-nolisten', 'tcp', '-auth', file];
  const server = running(spawn('Xvfb', options, { stdio: ['ignore', 'ignore', 'ignore', 'pipe'] }));
  const display = await new Promise<string>((resolve) => {
    server.stdio[3]?.once('data', (chunk: Buffer) => resolve(chunk.toString().trim()));
  });
  return { DISPLAY: `:${display}`, XAUTHORITY: file };
}

const present = (env: NodeJS.ProcessEnv) =>
  trayPresence('linux', {
    PATH: process.env['PATH'],
    HOME: '/nonexistent',
    DBUS_SESSION_BUS_ADDRESS: NO_BUS,
    ...env,
  });

describe('whether the desktop shows tray icons', () => {
  it('is no without a desktop', async () => {
    expect(await present({})).toBe(false);
  });

  it('is yes on macOS and Windows', async () => {
    expect(await Promise.all([trayPresence('darwin'), trayPresence('win32')])).toEqual([true, true]);
  });

  it('is no when the answer takes longer than half a second', async () => {
    // A display that accepts and never speaks.
    const number = 60_000 + (process.pid % 5000);
    const socket = `/tmp/.X11-unix/X${number}`;
    spawnSync('mkdir', ['-p', '/tmp/.X11-unix']);
    const server = createServer(() => {});
    await new Promise<void>((resolve) => server.listen(socket, resolve));
    onTestFinished(() => void server.close());
    const startedAt = performance.now();
    expect(await present({ DISPLAY: `:${number}` })).toBe(false);
    expect(performance.now() - startedAt).toBeLessThan(3000);
  });

  it.skipIf(!has('Xvfb'))('is no on an X server without a panel', async () => {
    expect(await present(await xServer())).toBe(false);
  });

  it.skipIf(!has('Xvfb') || !has('xfce4-panel') || !has('dbus-daemon'))(
    'is yes once a real panel runs, and no to who lacks the cookie of its X server',
    async () => {
      const x = await xServer();
      const home = folder();
      const env = { ...process.env, ...x, HOME: home, XDG_CONFIG_HOME: home, XDG_CACHE_HOME: home };
      const bus = running(
        spawn('dbus-daemon', ['--session', '--nofork', '--print-address=1'], {
          stdio: ['ignore', 'pipe', 'ignore'],
          env,
        }),
      );
      const address = await new Promise<string>((resolve) => {
        bus.stdout?.once('data', (chunk: Buffer) => resolve(chunk.toString().trim()));
      });
      running(
        spawn('xfce4-panel', ['--disable-wm-check'], {
          stdio: 'ignore',
          env: { ...env, DBUS_SESSION_BUS_ADDRESS: address },
        }),
      );
      await vi.waitFor(async () => expect(await present(x)).toBe(true), { timeout: 20_000, interval: 200 });
      expect(await present({ DISPLAY: x.DISPLAY, DBUS_SESSION_BUS_ADDRESS: address })).toBe(true);
      expect(await present({ DISPLAY: x.DISPLAY })).toBe(false);
    },
  );
});
