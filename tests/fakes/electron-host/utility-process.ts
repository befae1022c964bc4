import type { UtilityProcess as ElectronUtilityProcess, utilityProcess } from 'electron';
import { fork as forkNode, type ChildProcess } from 'node:child_process';
import { EventEmitter } from 'node:events';
import type { MessagePort } from 'node:worker_threads';
import { fileURLToPath } from 'node:url';
import type { StandInPort } from './ports.ts';
import type { ToChild, ToParent } from './tunnel.ts';

const SHIM = fileURLToPath(new URL('register-engine.ts', import.meta.url));

/** A real child process in place of Electron's utility process. */
export class StandInUtilityProcess extends EventEmitter {
  readonly #child: ChildProcess;
  readonly #ports = new Map<number, MessagePort>();
  #nextPort = 1;

  constructor(entry: string, args: readonly string[]) {
    super();
    this.#child = forkNode(entry, args, {
      execArgv: ['--import', SHIM],
      serialization: 'advanced',
      stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    });
    this.#child.on('message', (message) => this.#received(message as ToParent));
    this.#child.once('spawn', () => this.emit('spawn'));
    this.#child.once('exit', (code) => {
      for (const port of this.#ports.values()) port.close();
      this.emit('exit', code ?? 1);
    });
  }

  get pid(): number | undefined {
    return this.#child.exitCode === null && this.#child.signalCode === null ? this.#child.pid : undefined;
  }

  postMessage(data: unknown, transfer: readonly StandInPort[] = []): void {
    this.#send({ to: 'parentPort', data, ports: transfer.map((port) => this.#tunnel(port.release())) });
  }

  kill(): boolean {
    return this.#child.kill('SIGTERM');
  }

  #tunnel(port: MessagePort): number {
    const number = this.#nextPort++;
    this.#ports.set(number, port);
    port.on('message', (data) => this.#send({ to: 'port', port: number, data }));
    port.on('close', () => {
      this.#ports.delete(number);
      this.#send({ to: 'close', port: number });
    });
    return number;
  }

  #received(message: ToParent): void {
    if (message.from === 'parentPort') this.emit('message', message.data);
    else if (message.from === 'port') this.#ports.get(message.port)?.postMessage(message.data);
    else this.#ports.get(message.port)?.close();
  }

  #send(message: ToChild): void {
    if (this.#child.connected) this.#child.send(message, () => {});
  }
}

type Used = Pick<ElectronUtilityProcess, 'postMessage' | 'kill' | 'pid' | 'on' | 'once'>;

/** Electron's `utilityProcess`, with what became of every process that was forked. */
export class StandInUtilityProcesses {
  readonly pids: number[] = [];
  #running = 0;

  get runs(): boolean {
    return this.#running > 0;
  }

  fork(...[entry, args = []]: Parameters<typeof utilityProcess.fork>): Used {
    const child = new StandInUtilityProcess(entry, args);
    if (child.pid !== undefined) this.pids.push(child.pid);
    this.#running += 1;
    child.once('exit', () => {
      this.#running -= 1;
    });
    return child as StandInUtilityProcess & Used;
  }
}
