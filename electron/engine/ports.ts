/** The rim of the engine: everything that has an effect, or that differs from host to host, comes in through here. */

/** Cancels what it was returned for; calling it again does nothing. */
export type Cancel = () => void;

export interface Clock {
  /** Wall time in epoch milliseconds; may step. Rows carry it. */
  now(): number;
  /** Milliseconds that never step back; may stand still in suspend. Scheduling uses it. */
  monotonic(): number;
  /** Calls `callback` once after `delayMs`, never synchronously. */
  setTimeout(callback: () => void, delayMs: number): Cancel;
}

/** A number in [0, 1). */
export type Random = () => number;

export interface Logger {
  info(message: string, fields?: Record<string, unknown>): void;
  warn(message: string, fields?: Record<string, unknown>): void;
  error(message: string, fields?: Record<string, unknown>): void;
}

/** What the host knows about the machine. Listeners return their unsubscribe. */
export interface PowerSignals {
  onSuspend(listener: () => void): Cancel;
  onResume(listener: () => void): Cancel;
}

/** Whether somebody sits at the machine, as far as the host can tell. */
export interface Presence {
  /** Milliseconds since the last key or mouse. */
  idleMs: number;
  locked: boolean;
}

/** All that hosts tell. A host that cannot tell about presence never does, and nobody is ever away. */
export interface Signals extends PowerSignals {
  onPresence(listener: (presence: Presence) => void): Cancel;
}

/** A store for `${secret:NAME}`; the OS keychain in production. */
export interface Secrets {
  /** Null when there is no such secret. Throws with a remedy in its message when the store itself is out of reach. */
  get(name: string): string | null;
  set(name: string, value: string): void;
  /** False when there was none. */
  remove(name: string): boolean;
}

/** How the engine learns whether the network itself works. */
export interface NetworkProbe {
  /** True while at least one interface other than loopback is up. */
  interfaceUp(): boolean;
  /** The system's DNS servers as `HOST` or `HOST:PORT` (IPv6 with a port in brackets), loopback ones included. */
  dnsServers(): string[];
  /**
   * Whether a canary answers within `timeoutMs`: `http(s)://…` with exactly status 204, `tcp://HOST:PORT` by
   * accepting a connection. Never rejects.
   */
  probe(canary: string, timeoutMs: number): Promise<boolean>;
}
