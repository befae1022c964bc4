import type { MessagePortMain as ElectronPort } from 'electron';
import { EventEmitter } from 'node:events';
import { MessageChannel, type MessagePort, type TransferListItem } from 'node:worker_threads';

/** A port of the main process over a real one of Node's. */
export class StandInPort extends EventEmitter {
  readonly #inner: MessagePort;
  readonly #closed = () => this.emit('close');
  readonly #message = (data: unknown) => this.emit('message', { data, ports: [] });

  constructor(inner: MessagePort) {
    super();
    this.#inner = inner;
    inner.once('close', this.#closed);
  }

  postMessage(message: unknown, transfer: readonly StandInPort[] = []): void {
    const ports: TransferListItem[] = transfer.map((port) => port.release());
    this.#inner.postMessage(message, ports);
  }

  start(): void {
    this.#inner.on('message', this.#message);
  }

  close(): void {
    this.#inner.close();
  }

  /** Hands the real port on; this object is spent, as a transferred port is. */
  release(): MessagePort {
    this.#inner.off('close', this.#closed);
    this.#inner.off('message', this.#message);
    return this.#inner;
  }
}

type UsedOfPort = Pick<ElectronPort, 'on' | 'off' | 'postMessage' | 'start' | 'close'>;

export class MessageChannelMain {
  readonly port1: StandInPort & UsedOfPort;
  readonly port2: StandInPort & UsedOfPort;

  constructor() {
    const { port1, port2 } = new MessageChannel();
    this.port1 = new StandInPort(port1) as StandInPort & UsedOfPort;
    this.port2 = new StandInPort(port2) as StandInPort & UsedOfPort;
  }
}
