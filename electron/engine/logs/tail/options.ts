import type { Clock } from '../../ports.ts';
import type { Scope } from './discover.ts';
import type { Backfill, TimeOf } from './first-contact.ts';
import type { LogFiles } from './log-files.ts';
import type { SourceState, TailConsumer, TailStore } from './types.ts';

/** What of a source's configuration the tailer needs; a `LogSourceConfig` has it all. */
export interface TailSource extends Scope {
  id: string;
  pollMs: number;
  backfill: Backfill;
}

export interface TailerOptions {
  source: TailSource;
  consumer: TailConsumer;
  store: TailStore;
  clock: Clock;
  /** For the age of what is read at first contact; without it, bytes alone bound it. */
  timeOf?: TimeOf;
  /** Told when the state changes. */
  onState?: (state: SourceState) => void;
  files?: LogFiles;
  limits?: Partial<TailLimits>;
}

export interface TailLimits {
  /** Bytes of one file in one turn. */
  turnBytes: number;
  /** Files held open. */
  openFiles: number;
  /** Files of different families that are read side by side, so that one is stored while another one is read. */
  lanes: number;
}

export const LIMITS: TailLimits = { turnBytes: 1024 * 1024, openFiles: 500, lanes: 2 };
