import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, vi } from 'vitest';
import { readInstanceFile } from '../../../../electron/host/instance-file.ts';
import { connectLocally } from '../../../../electron/host/local-endpoint.ts';
import { ensureBuilt } from '../../../../scripts/ensure-built.ts';
import { createClient, type ContractClient } from '../../../../shared/contract/client.ts';
import type { Recording, TrayRecord } from '../../../fakes/electron-host/protocol.ts';
import { launch, type Desktop } from './desktop.ts';
import { HealthServer } from './health-server.ts';

export interface SceneOptions {
  /** False for a desktop that shows no tray icons. */
  tray?: boolean;
  env?: NodeJS.ProcessEnv;
}

/** A user with a home, a configuration, a service to watch and a desktop session of a kind. */
export class Scene {
  readonly dir = mkdtempSync(path.join(tmpdir(), 'watchpost-desktop-'));
  readonly dataDir = path.join(this.dir, 'data');
  readonly configFile = path.join(this.dir, 'watchpost.yaml');
  readonly server = new HealthServer();
  readonly #options: SceneOptions;
  readonly #started: Desktop[] = [];
  readonly #clients: ContractClient[] = [];

  constructor(options: SceneOptions = {}) {
    this.#options = options;
    const programs = path.join(this.dir, 'bin');
    mkdirSync(programs);
    const program = (name: string, script: string) => {
      writeFileSync(path.join(programs, name), `#!/bin/sh\n${script}\n`);
      chmodSync(path.join(programs, name), 0o755);
    };
    program('dbus-send', options.tray === false ? 'exit 1' : 'echo "   variant       boolean true"');
    // One from before it knew of clicks, so that whoever asks takes the plain way.
    program(
      'notify-send',
      `[ "$1" = --version ] && { echo 'notify-send 0.7.9'; exit 0; }; printf '%s\\037' "$@" >> '${this.#popupFile}'; printf '\\n' >> '${this.#popupFile}'`,
    );
  }

  get #popupFile(): string {
    return path.join(this.dir, 'popups');
  }

  /** A configuration that asks the service every second and believes the second bad answer. */
  configuration(): string {
    return [
      'version: 1',
      'defaults: { interval: 1s, timeout: 500ms, confirm: { failures: 2, recoveries: 1, at_least: 0s } }',
      'notify: { desktop: true, group_wait: 2s }',
      'monitors:',
      `  - { id: books, name: Book API, kind: http, url: "http://127.0.0.1:${this.server.port}/health" }`,
      `  - { id: port, name: Book port, kind: tcp, host: 127.0.0.1, port: ${this.server.port} }`,
      '',
    ].join('\n');
  }

  /** Starts the shell; a second call starts it a second time. */
  start(...args: string[]): Promise<Desktop> {
    if (!existsSync(this.configFile)) writeFileSync(this.configFile, this.configuration());
    return this.#launch('--config', this.configFile, ...args);
  }

  /** Starts the shell as somebody does who has configured nothing yet. */
  startUnconfigured(): Promise<Desktop> {
    return this.#launch();
  }

  async #launch(...args: string[]): Promise<Desktop> {
    const desktop = await launch({ args: ['--data', this.dataDir, ...args], env: this.env() });
    this.#started.push(desktop);
    return desktop;
  }

  env(): NodeJS.ProcessEnv {
    return {
      ...process.env,
      HOME: this.dir,
      XDG_CONFIG_HOME: this.dir,
      PATH: `${path.join(this.dir, 'bin')}${path.delimiter}${process.env['PATH'] ?? ''}`,
      DBUS_SESSION_BUS_ADDRESS: `unix:path=${path.join(this.dir, 'no-bus')}`,
      DISPLAY: undefined,
      WAYLAND_DISPLAY: undefined,
      WATCHPOST_CONFIG: undefined,
      WATCHPOST_DATA: undefined,
      ...this.#options.env,
    };
  }

  /** The popups that the desktop was asked to show, each as all its arguments. */
  popups(): string[] {
    try {
      return readFileSync(this.#popupFile, 'utf8').split('\n').filter(Boolean);
    } catch {
      return [];
    }
  }

  /** The contract of the running instance, as the command line has it. */
  async contract(): Promise<ContractClient> {
    const client = await vi.waitFor(
      async () => {
        const instance = readInstanceFile(this.dataDir);
        const channel = instance && (await connectLocally(instance.endpoint, instance.token, 1000));
        if (!channel) throw new Error('No instance answers on the data directory.');
        return createClient(channel);
      },
      { timeout: 15_000, interval: 100 },
    );
    this.#clients.push(client);
    return client;
  }

  async end(): Promise<void> {
    for (const client of this.#clients) client.close();
    for (const desktop of this.#started) await endDesktop(desktop);
    await this.server.stop();
    rmSync(this.dir, { recursive: true, force: true });
  }
}

async function endDesktop(desktop: Desktop): Promise<void> {
  const quitting = desktop.quit().catch(() => {});
  const late = setTimeout(() => {
    try {
      process.kill(desktop.pid, 'SIGKILL');
    } catch {
      // It has ended meanwhile.
    }
  }, 10_000);
  await quitting;
  await desktop.exit;
  clearTimeout(late);
}

/** A scene for all specs of a suite, with the shell started once. */
export function useScene(options: SceneOptions = {}): { scene: Scene; desktop: Desktop } {
  const held = {} as { scene: Scene; desktop: Desktop };
  beforeAll(async () => {
    await ensureBuilt();
    held.scene = new Scene(options);
    await held.scene.server.start();
    held.desktop = await held.scene.start();
    await until(held.desktop, ({ engines }) => {
      if (engines.length === 0) throw new Error('The shell did not start its engine.');
    });
  });
  afterAll(() => held.scene?.end());
  return held;
}

/** Waits until the recording fits; what does not fit is the failure's message. */
export function until(
  desktop: Desktop,
  check: (recording: Recording) => void,
  timeout = 15_000,
): Promise<void> {
  return vi.waitFor(async () => check(await desktop.recording()), { timeout, interval: 50 });
}

/** The one tray icon as it is now: its state by the picture's folder. */
export async function trayOf(desktop: Desktop): Promise<TrayRecord & { state: string }> {
  const [tray] = (await desktop.recording()).trays;
  if (!tray) throw new Error('There is no tray icon.');
  return { ...tray, state: path.basename(path.dirname(tray.image)) };
}

/** Waits until the tray shows a state. */
export async function untilTray(
  desktop: Desktop,
  state: string,
  tooltip = /./u,
  timeout = 15_000,
): Promise<void> {
  await vi.waitFor(
    async () => {
      const tray = await trayOf(desktop);
      if (tray.state !== state || !tooltip.test(tray.tooltip)) {
        throw new Error(
          `The tray shows ${tray.state}, "${tray.tooltip}", not ${state}, ${tooltip}.\n${desktop.output()}`,
        );
      }
    },
    { timeout, interval: 50 },
  );
}

/** Opens the window if there is none and tells its number. */
export async function openWindow(desktop: Desktop): Promise<number> {
  await desktop.openLink('watchpost://');
  let id = 0;
  await until(desktop, ({ windows }) => {
    const window = windows.find(({ url }) => url.startsWith('app://watchpost/') && !url.includes('popover'));
    if (!window) throw new Error('No window opened.');
    id = window.id;
  });
  return id;
}
