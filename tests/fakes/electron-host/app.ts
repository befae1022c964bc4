import { EventEmitter } from 'node:events';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { lockInstance } from './single-instance.ts';

/** Electron's `app`, as far as the shell uses it. */
export class StandInApp extends EventEmitter {
  readonly isPackaged = false;
  readonly dock = undefined;
  readonly linkSchemes: string[] = [];
  /** Closes every window when the app quits. */
  closeWindows = () => {};
  #ready = false;
  #pending: Promise<void> = Promise.resolve();
  #userData = path.join(tmpdir(), 'watchpost-stand-in');

  isReady(): boolean {
    return this.#ready;
  }

  async whenReady(): Promise<void> {
    await new Promise((resolve) => setImmediate(resolve));
    this.#ready = true;
  }

  requestSingleInstanceLock(): boolean {
    const lock = lockInstance(this.#userData, (args, cwd) =>
      this.emit('second-instance', {}, args, cwd, null),
    );
    if (!lock.held) this.#pending = lock.told;
    return lock.held;
  }

  quit(): void {
    let prevented = false;
    this.emit('before-quit', { preventDefault: () => (prevented = true) });
    if (prevented) return;
    this.closeWindows();
    this.emit('will-quit', { preventDefault: () => {} });
    void this.#pending.finally(() => this.exit(0));
  }

  exit(code = 0): void {
    process.exit(code);
  }

  setPath(_name: string, folder: string): void {
    this.#userData = folder;
  }

  getPath(_name: string): string {
    return this.#userData;
  }

  setAsDefaultProtocolClient(scheme: string): boolean {
    this.linkSchemes.push(scheme);
    return true;
  }

  getAppPath = () => process.cwd();
  getLocale = () => 'en-US';
  setAppUserModelId = (_id: string) => {};
  enableSandbox = () => {};
}
