import { Agent, type AgentOptions, type ClientRequestArgs } from 'node:http';
import type { Duplex } from 'node:stream';

/** Opens the connection of one request, or rejects. */
export type Open = () => Promise<Duplex>;

/** What a request hands to `createConnection`. */
export interface OpeningRequest extends ClientRequestArgs {
  open: Open;
  /** Requests of one key may share a connection. */
  connectionKey: string;
}

type Created = (error: Error | null, socket: Duplex) => void;

/** Calls `open` the way that node:http wants it. */
export function createFrom(options: ClientRequestArgs, created: Created): undefined {
  (options as OpeningRequest).open().then(
    (socket) => created(null, socket),
    // Node looks at the socket only where there is no error.
    (error: Error) => (created as (error: Error) => void)(error),
  );
}

/** Keeps at most one idle connection of a monitor for each origin it asks, and closes it when it is no longer used. */
export class KeepAliveAgent extends Agent {
  constructor(idleMs: number) {
    const options: AgentOptions = { keepAlive: true, maxFreeSockets: 1, timeout: idleMs };
    super(options);
  }

  override createConnection(options: ClientRequestArgs, created?: Created): undefined {
    if (created) createFrom(options, created);
  }

  override getName(options?: ClientRequestArgs): string {
    return (options as OpeningRequest | undefined)?.connectionKey ?? '';
  }
}
