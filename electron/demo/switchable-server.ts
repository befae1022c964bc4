import type { Server } from 'node:net';
import { once } from 'node:events';

/** A loopback port that can be opened and closed again and again. */
export interface SwitchableServer {
  readonly port: number;
  /** Opens or closes the port; resolves when it is so. Rejects when the port is taken by another program. */
  set(open: boolean): Promise<void>;
}

/**
 * Builds a fresh server for each time the port is open; `dropConnections` ends what is still connected, so that
 * a closed port is closed for everybody at once.
 */
export function switchableServer<S extends Server>(
  port: number,
  build: () => S,
  dropConnections: (server: S) => void,
): SwitchableServer {
  let server: S | null = null;
  let work: Promise<void> = Promise.resolve();

  const open = async (): Promise<void> => {
    const fresh = build();
    fresh.listen({ host: '127.0.0.1', port, exclusive: true });
    await once(fresh, 'listening');
    server = fresh;
  };
  const close = async (running: S): Promise<void> => {
    server = null;
    const closed = once(running, 'close');
    running.close();
    dropConnections(running);
    await closed;
  };
  const change = async (wanted: boolean): Promise<void> => {
    if (wanted && !server) await open();
    else if (!wanted && server) await close(server);
  };
  return {
    port,
    set(wanted) {
      const next = work.then(() => change(wanted));
      work = next.catch(() => undefined); // The caller of this change is told; the next one starts afresh.
      return next;
    },
  };
}
