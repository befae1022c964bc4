import type { LogSourceConfig } from '../../../../shared/config/model.ts';
import { groupOf } from '../groups/group.ts';
import type { Gap } from '../tail/types.ts';
import { readLogFile } from './read-file.ts';
import { createRecordReader } from './reader.ts';
import { recordJson, type LogRecordJson } from './record.ts';

/** A file as `logs parse` prints it. */
export interface ParsedFile {
  /** As it was given. */
  file: string;
  records: (LogRecordJson & {
    /** The error group's fingerprint; left out where the record is no error. */
    group?: string;
  })[];
  gaps: Gap[];
}

export interface ParseOptions {
  source: Pick<LogSourceConfig, 'format' | 'pattern' | 'redact'>;
  /** IANA zone of times that state none. */
  zone: string;
  now: () => number;
}

/** What stands for the source where a record names no service: all files that are parsed are one. */
const ONE_SOURCE = '';

/**
 * Reads a whole file by itself, from its first byte to its end.
 * @throws the file system's error where it cannot be read
 */
export async function parseFile(file: string, path: string, options: ParseOptions): Promise<ParsedFile> {
  const reader = createRecordReader(options);
  const parsed: ParsedFile = { file, records: [], gaps: [] };
  const add = (records: ReturnType<typeof reader.push>): void => {
    for (const record of records) {
      const group = groupOf(record, ONE_SOURCE);
      const json = recordJson(record, { source: null, file });
      parsed.records.push(group ? { ...json, group: group.fingerprint } : json);
    }
  };
  for await (const { lines, gaps } of readLogFile(path)) {
    for (const line of lines) add(reader.push(line));
    parsed.gaps.push(...gaps);
  }
  add(reader.flush('end'));
  return parsed;
}
