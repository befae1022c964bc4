import { MessageChannelMain, utilityProcess, type MessagePortMain, type UtilityProcess } from 'electron';
import { fromEngineSchema, type FromEngine, type ToEngine } from '../../shared/contract/process.ts';
import { afterCrash, type Crashes } from './restart-policy.ts';
import type { EngineState } from './tray-view.ts';

/** Where the engine looks for its configuration and keeps its data; null is the platform's place. */
export interface EngineOptions {
  /** The compiled entry of the engine process. */
  entry: string;
  configFile: string | null;
  dataDir: string | null;
}

/** What the engine says to the shell, beside that it is ready. */
export type EngineMessage = Exclude<FromEngine, { type: 'ready' }>;

/** After a kill the system reports the end; if it does not, quitting goes on without. */
const REAPED_WITHIN_MS = 1000;

/**
 * Starts the engine in a process of its own and keeps it running: main is the browser's UI thread and must not
 * wait for SQLite. Main alone starts, signals and stops it.
 */
export class EngineHost {
  readonly #options: EngineOptions;
  readonly #onState: (state: EngineState) => void;
  readonly #onMessage: (message: EngineMessage) => void;
  #process: UtilityProcess | null = null;
  #state: EngineState = 'stopped';
  #crashes: Crashes = [];
  #restart: NodeJS.Timeout | null = null;
  #quitting = false;

  constructor(
    options: EngineOptions,
    on: { state: (state: EngineState) => void; message: (message: EngineMessage) => void },
  ) {
    this.#options = options;
    this.#onState = on.state;
    this.#onMessage = on.message;
  }

  get state(): EngineState {
    return this.#state;
  }

  start(): void {
    if (this.#process) return;
    if (this.#restart) clearTimeout(this.#restart);
    this.#restart = null;
    this.#quitting = false;
    this.#set('starting');
    const { entry, configFile, dataDir } = this.#options;
    const child = utilityProcess.fork(entry, [], { serviceName: 'Watchpost engine', stdio: 'inherit' });
    this.#process = child;
    child.once('exit', () => this.#exited(child));
    // A fatal error of V8; the exit follows, and an event without a listener would end the shell too.
    child.on('error', () => {});
    child.on('message', (raw: unknown) => this.#received(raw));
    this.#send({ type: 'start', configFile, dataDir });
  }

  /** Starts again after too many crashes, as the user asks for. */
  retry(): void {
    this.#crashes = [];
    this.start();
  }

  signal(name: 'suspend' | 'resume'): void {
    this.#send({ type: 'signal', name });
  }

  presence(idleMs: number, locked: boolean): void {
    this.#send({ type: 'presence', idleMs, locked });
  }

  /** Tells what became of a popup: null where the desktop shows it. */
  popupAnswer(id: string, problem: string | null): void {
    this.#send({ type: 'popup-answer', id, problem });
  }

  /** A new channel to the engine: one end goes there, the other is returned; null while there is no engine. */
  open(): MessagePortMain | null {
    if (!this.#process || this.#state !== 'running') return null;
    const { port1, port2 } = new MessageChannelMain();
    this.#process.postMessage({ type: 'attach' } satisfies ToEngine, [port1]);
    return port2;
  }

  /** Asks the engine to flush and end; ends it after `withinMs`, even one that hangs. */
  async quit(withinMs = 5000): Promise<void> {
    this.#quitting = true;
    if (this.#restart) clearTimeout(this.#restart);
    this.#restart = null;
    const child = this.#process;
    if (!child) return;
    await new Promise<void>((resolve) => {
      let timer = setTimeout(() => {
        end(child);
        timer = setTimeout(resolve, REAPED_WITHIN_MS);
      }, withinMs);
      child.once('exit', () => {
        clearTimeout(timer);
        resolve();
      });
      this.#send({ type: 'quit' });
    });
  }

  #received(raw: unknown): void {
    const message = fromEngineSchema.safeParse(raw);
    if (!message.success) return;
    if (message.data.type === 'ready') {
      this.#set('running');
      return;
    }
    // An engine that must not run ends by itself; starting it again would only say the same.
    if (message.data.type === 'already-running' || message.data.type === 'refused') this.#quitting = true;
    this.#onMessage(message.data);
  }

  #exited(child: UtilityProcess): void {
    if (this.#process !== child) return;
    this.#process = null;
    if (this.#quitting) {
      this.#set('stopped');
      return;
    }
    const { crashes, delayMs } = afterCrash(this.#crashes, performance.now());
    this.#crashes = crashes;
    this.#set(delayMs === null ? 'stopped' : 'restarting');
    if (delayMs !== null) this.#restart = setTimeout(() => this.start(), delayMs);
  }

  #send(message: ToEngine): void {
    this.#process?.postMessage(message);
  }

  #set(state: EngineState): void {
    if (this.#state === state) return;
    this.#state = state;
    this.#onState(state);
  }
}

/** `kill()` of a utility process asks; a process that hangs or is stopped needs to be told. */
function end(child: UtilityProcess): void {
  if (child.pid === undefined) return;
  try {
    process.kill(child.pid, 'SIGKILL');
  } catch {
    // It has ended meanwhile, which is all that was wanted.
    child.kill();
  }
}
