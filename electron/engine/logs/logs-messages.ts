import type { LogSourceConfig, Retention } from '../../../shared/config/model.ts';
import type { LogEntry } from '../../../shared/contract/log-schemas.ts';
import type { GroupState } from './store/group-rows.ts';
import type { SourceState } from './tail/types.ts';

/** What the log thread answers to, by name: what goes in and what comes back. */
export interface LogsCalls {
  status: { params: null; answer: LogsStatus };
  /** Reads these sources from now on; what did not change goes on undisturbed. */
  configure: { params: LogsSetup; answer: null };
  sources: { params: null; answer: SourceReport[] };
  /** @returns how many groups there are of those named */
  setErrorGroups: { params: { ids: string[]; state: GroupState }; answer: number };
  /** The answer names what is unknown; nothing is done then. */
  mergeErrorGroups: { params: { into: string; ids: string[] }; answer: { unknown: string | null } };
  splitErrorGroup: { params: { id: string }; answer: { unknown: string | null } };
  /** Deletes every record that the search fits. */
  purge: { params: { search: string; sources: string[] | null }; answer: { deleted: number } };
  /** Stores what was read, records that may still go on included. */
  flush: { params: null; answer: null };
  /** Stores what was read and closes the database; nothing may be asked afterwards. */
  close: { params: null; answer: null };
}

export type LogsCallName = keyof LogsCalls;

export interface LogsStatus {
  /** The schema version of logs.db. */
  schema: number;
  /** Everything that logs take on disk, in bytes. */
  bytes: number;
}

export interface LogsSetup {
  sources: readonly LogSourceConfig[];
  retention: Pick<Retention, 'logsMs' | 'logBytes'>;
  /** IANA zone of times that state none. */
  zone: string;
}

/** How reading of a source goes. */
export interface SourceReport extends SourceState {
  id: string;
  /** Files that are read at present. */
  files: number;
  /** When the newest record was read; null while there is none. */
  lastReadAt: number | null;
}

/** What the log thread tells unasked. */
export interface LogsNews {
  /** Something was read, at most four times a second. */
  logs: { at: number; last: number; partial: LogEntry[] };
  sources: SourceReport[];
  /** Error groups that are new, came back, or were changed by hand, by fingerprint. */
  groups: string[];
}
