import { EventEmitter } from 'node:events';
import type { StandInPort } from './ports.ts';
import { Page } from './page.ts';

type WindowOpenHandler = (details: { url: string }) => { action: 'allow' | 'deny' };

/** What the contents of a window need of the rest of the stand-in. */
export interface ContentsHost {
  preload: string;
  /** Answers addresses of our own scheme. */
  fetch(url: string): Promise<Response>;
  /** Carries what the preload sends to `ipcMain`. */
  toMain(event: { sender: StandInContents; senderFrame: Frame }, channel: string, args: unknown[]): void;
}

export interface Frame {
  url: string;
}

/** The contents of one window: real answers of the scheme, the real preload, and Electron's checks on the way. */
export class StandInContents extends EventEmitter {
  readonly mainFrame: Frame = { url: '' };
  page: Page | null = null;
  readonly #host: ContentsHost;
  #openHandler: WindowOpenHandler = () => ({ action: 'allow' });

  constructor(host: ContentsHost) {
    super();
    this.#host = host;
  }

  setWindowOpenHandler(handler: WindowOpenHandler): void {
    this.#openHandler = handler;
  }

  postMessage(channel: string, message: unknown, transfer: readonly StandInPort[] = []): void {
    const ports = transfer.map((port) => port.release());
    this.page?.deliver(channel, [message], ports);
  }

  send(channel: string, ...args: unknown[]): void {
    this.page?.deliver(channel, args);
  }

  async load(url: string): Promise<void> {
    if (url.startsWith('app:')) {
      const { status } = await this.#host.fetch(url);
      if (status !== 200) throw new Error(`${url} answered ${status}.`);
    }
    this.page?.discard();
    this.mainFrame.url = url;
    this.page = new Page(this.#host.preload, (channel, args) =>
      this.#host.toMain({ sender: this, senderFrame: this.mainFrame }, channel, args),
    );
  }

  /** A message of a frame inside the page, which has the same preload's channel names at hand. */
  sendFromFrame(channel: string): void {
    this.#host.toMain({ sender: this, senderFrame: { url: this.mainFrame.url } }, channel, []);
  }

  /** Whether an event of this name goes through, unless a listener prevents it. */
  allows(name: string, details: object = {}): boolean {
    let prevented = false;
    const event = { ...details, preventDefault: () => (prevented = true) };
    this.emit(name, event);
    return !prevented;
  }

  mayOpen(url: string): boolean {
    return this.#openHandler({ url }).action === 'allow';
  }

  discard(): void {
    this.page?.discard();
    this.page = null;
  }
}
