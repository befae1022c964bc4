import type { ContractClient } from '../../shared/contract/client.ts';
import type { Status } from '../../shared/contract/schemas.ts';

/** The shell's copy of the engine's status, kept up by its events. */
export class StatusMirror {
  readonly #onChange: () => void;
  #status: Status | null = null;

  constructor(onChange: () => void) {
    this.#onChange = onChange;
  }

  status(): Status | null {
    return this.#status;
  }

  /** Asks for everything once, then follows what changes, until the client's channel closes. */
  follow(client: ContractClient): void {
    client.on('instance', (instance) => {
      if (this.#status) this.#set({ ...this.#status, instance });
    });
    client.on('monitors', ({ at, changed, removed }) => {
      if (!this.#status) return;
      const byId = new Map(this.#status.monitors.map((monitor) => [monitor.id, monitor]));
      for (const monitor of changed) byId.set(monitor.id, monitor);
      for (const id of removed) byId.delete(id);
      this.#set({ ...this.#status, at, monitors: [...byId.values()] });
    });
    client.call('status', {}).then(
      (status) => this.#set(status),
      // The channel closed before the answer: the engine's state says so, and the next one is followed anew.
      () => this.#onChange(),
    );
  }

  #set(status: Status): void {
    this.#status = status;
    this.#onChange();
  }
}
