import type { LogRecord } from '../records/record.ts';
import type { StoredRecord } from '../store/stored-record.ts';

/** A record as a search looks at it: what is stored of it, and the rest when it is asked for. */
export interface SearchedRecord extends Pick<StoredRecord, 'raw' | 'format' | 'level' | 'service'> {
  /** Id of its source. */
  source: string;
  /** Paths of its files. */
  files: () => readonly string[];
  /** Its lines, read again. */
  whole: () => Pick<LogRecord, 'message' | 'service' | 'logger' | 'fields' | 'error'>;
}
