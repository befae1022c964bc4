import type { ErrorGroup, LogSource } from '../../../shared/contract/log-schemas.ts';
import type { SourceSettings } from './queries/settings.ts';

/** What the engine lets the contract ask of and do to logs beside reading records. */
export interface LogService {
  /** The configured log sources and how reading them goes. */
  sources(): LogSource[];
  /** What reading their records again takes. */
  settings(): SourceSettings[];
  /** Ids of the log sources that belong to a monitor. */
  monitorSources(monitorId: string): string[];
  /** Sets the state of error groups and returns how many it changed. */
  setErrorGroups(ids: readonly string[], state: Exclude<ErrorGroup['state'], 'regressed'>): Promise<number>;
  /** From now on, and for what is kept, these groups are one. */
  merge(into: string, ids: readonly string[]): Promise<void>;
  /** Takes a merged group out again. */
  split(id: string): Promise<void>;
  /** Deletes every record that a search fits, of some sources or (null) of all, and returns how many. */
  purge(search: string, sources: readonly string[] | null): Promise<number>;
}
