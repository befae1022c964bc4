import path from 'node:path';
import type { LogSourceConfig } from '../../../../shared/config/model.ts';
import type { LogEntry } from '../../../../shared/contract/log-schemas.ts';
import type { LogRecord } from '../records/record.ts';
import type { TailFileRef } from '../tail/types.ts';

/** Lines without an end that are shown at a time. */
const MOST = 50;
const MESSAGE_LENGTH = 2000;

/** What the live tail shows of lines that have no end yet. */
export interface PartialEntries {
  set(file: TailFileRef, record: LogRecord | null): void;
  list(): LogEntry[];
}

export function createPartialEntries({ id, dir }: LogSourceConfig): PartialEntries {
  const entries = new Map<number, LogEntry>();
  return {
    set({ log, path: file }, record) {
      entries.delete(log);
      if (!record) return;
      const { time, timeGuessed, level, service, logger, message, error, lines } = record;
      entries.set(log, {
        seq: null,
        time,
        timeGuessed,
        level,
        source: id,
        files: [path.relative(dir, file)],
        service: service ?? logger,
        message: message.slice(0, MESSAGE_LENGTH),
        error: error ? [error.name, error.message].filter(Boolean).join(': ').slice(0, MESSAGE_LENGTH) : null,
        lines,
        group: null,
        partial: true,
      });
    },
    list: () => [...entries.values()].slice(-MOST),
  };
}
