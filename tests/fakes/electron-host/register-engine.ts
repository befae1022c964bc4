/** Loaded before the engine process: gives it the `process.parentPort` of an Electron utility process. */
import { EventEmitter } from 'node:events';
import { isMainThread } from 'node:worker_threads';
import type { ParentMessagePort } from '../../../electron/host/engine-process.ts';
import type { ToChild, ToParent } from './tunnel.ts';

const send = (message: ToParent) => process.connected && process.send?.(message, () => {});

/** Holds what arrives until somebody listens, as a port that is not started does. */
class Queued extends EventEmitter {
  #held: unknown[] | null = [];

  protected release(): void {
    const held = this.#held ?? [];
    this.#held = null;
    for (const event of held) this.emit('message', event);
  }

  receive(event: unknown): void {
    if (this.#held) this.#held.push(event);
    else this.emit('message', event);
  }
}

class TunnelledPort extends Queued {
  readonly #number: number;

  constructor(number: number) {
    super();
    this.#number = number;
  }

  postMessage(data: unknown): void {
    send({ from: 'port', port: this.#number, data });
  }

  start(): void {
    queueMicrotask(() => this.release());
  }

  close(): void {
    send({ from: 'close', port: this.#number });
  }
}

class ParentPort extends Queued {
  constructor() {
    super();
    this.once('newListener', () => queueMicrotask(() => this.release()));
  }

  postMessage(data: unknown): void {
    send({ from: 'parentPort', data });
  }
}

if (isMainThread && process.send) {
  // Not for the children that the engine forks: they are plain Node.
  process.execArgv = [];
  const parentPort = new ParentPort();
  const ports = new Map<number, TunnelledPort>();
  process.on('message', (raw) => {
    const message = raw as ToChild;
    if (message.to === 'port') ports.get(message.port)?.receive({ data: message.data, ports: [] });
    else if (message.to === 'close') {
      ports.get(message.port)?.emit('close');
      ports.delete(message.port);
    } else {
      const made = message.ports.map((number) => {
        const port = new TunnelledPort(number);
        ports.set(number, port);
        return port satisfies ParentMessagePort;
      });
      parentPort.receive({ data: message.data, ports: made });
    }
  });
  process.on('disconnect', () => parentPort.emit('close'));
  Object.assign(process, { parentPort });
}
