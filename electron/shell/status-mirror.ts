import type { ContractClient } from '../../shared/contract/client.ts';
import type { Status } from '../../shared/contract/schemas.ts';

/** The shell's copy of the engine's status, kept up by its events. */
export class StatusMirror {
  readonly #onChange: () => void;
  #client: ContractClient | null = null;
  #status: Status | null = null;
  #lastAt: number | null = null;

  constructor(onChange: () => void) {
    this.#onChange = onChange;
  }

  /** Null until the engine that is followed now has told its status: what an earlier one knew is not the present. */
  status(): Status | null {
    return this.#status;
  }

  /** When the last status was told, of this engine or an earlier one; epoch milliseconds. */
  lastAt(): number | null {
    return this.#lastAt;
  }

  /** Asks for everything once, then follows what changes, until the client's channel closes or another is followed. */
  follow(client: ContractClient): void {
    this.#client = client;
    this.#status = null;
    client.on('instance', (instance) => {
      if (this.#status) this.#set(client, { ...this.#status, instance });
    });
    client.on('monitors', ({ at, changed, removed }) => {
      if (!this.#status) return;
      const byId = new Map(this.#status.monitors.map((monitor) => [monitor.id, monitor]));
      for (const monitor of changed) byId.set(monitor.id, monitor);
      for (const id of removed) byId.delete(id);
      this.#set(client, { ...this.#status, at, monitors: [...byId.values()] });
    });
    client.call('status', {}).then(
      (status) => this.#set(client, status),
      // The channel closed before the answer: the engine's state says so, and the next one is followed anew.
      () => this.#onChange(),
    );
  }

  #set(client: ContractClient, status: Status): void {
    if (client !== this.#client) return;
    this.#status = status;
    this.#lastAt = status.at;
    this.#onChange();
  }
}
