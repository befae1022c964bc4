import type { MessagePortMain } from 'electron';
import { createClient, type ContractClient } from '../../shared/contract/client.ts';
import type { CallInput, CommandName } from '../../shared/contract/contract.ts';
import { EngineHost, type EngineMessage, type EngineOptions } from './engine-host.ts';
import { messagePortChannel } from './message-port-channel.ts';
import { StatusMirror } from './status-mirror.ts';
import type { TrayInput } from './tray-view.ts';

interface EngineLinkEvents {
  /** What the tray shows may have changed. */
  changed(): void;
  /** A new engine is there: every window needs a new port. */
  connected(): void;
  message(message: EngineMessage): void;
}

/** The engine process together with what the shell knows of it and asks of it. */
export class EngineLink {
  readonly host: EngineHost;
  readonly #mirror: StatusMirror;
  readonly #on: EngineLinkEvents;
  #client: ContractClient | null = null;

  constructor(options: EngineOptions, on: EngineLinkEvents) {
    this.#on = on;
    this.#mirror = new StatusMirror(() => on.changed());
    this.host = new EngineHost(options, {
      state: (state) => {
        if (state === 'running') this.#connect();
        else this.#client = null;
        on.changed();
      },
      message: (message) => on.message(message),
    });
  }

  /** The engine's part of what the tray shows. */
  view(): Pick<TrayInput, 'engine' | 'status' | 'lastKnownAt'> {
    return { engine: this.host.state, status: this.#mirror.status(), lastKnownAt: this.#mirror.lastAt() };
  }

  /** Rejects with a ContractFailure; does nothing while there is no engine, whose absence the tray shows. */
  async command<N extends CommandName>(name: N, input: CallInput<N>): Promise<void> {
    await this.#client?.call(name, input);
  }

  /** A new channel to the engine for a window; null while there is no engine. */
  openPort(): MessagePortMain | null {
    return this.host.open();
  }

  #connect(): void {
    const port = this.host.open();
    if (!port) return;
    this.#client = createClient(messagePortChannel(port));
    this.#mirror.follow(this.#client);
    this.#on.connected();
  }
}
