import type { LogTables } from '../store/log-tables.ts';
import type { StoredRecord } from '../store/stored-record.ts';
import { createCleanLine } from '../records/text/clean-line.ts';

interface Place {
  /** Key of the source. */
  source: number;
  log: number;
  /** The source's own patterns. */
  redact: readonly string[];
}

/** Whether a log's line at this offset is stored, as far as can be told of lines that were redacted. */
export function holdsLine(
  tables: LogTables,
  { source, log, redact }: Place,
  line: { offset: number; text: string },
): boolean {
  const stored = tables.sources.log(source, log);
  if (!stored || line.offset >= stored.checkpoint.offset) return false;
  const text = createCleanLine(redact)(line.text);
  // Blank lines are part of no record, or no line of it to find.
  if (text.trim() === '') return true;
  const fits = (record: StoredRecord): boolean => {
    if (record.files.includes(stored.key)) {
      const atOnce = record.lines === 1 ? record.position === line.offset : record.position <= line.offset;
      return atOnce && record.raw.split('\n').includes(text);
    }
    return (
      record.raw.split('\n').includes(text) &&
      tables.alsoIn
        .of(record.seq)
        .some(({ file, position }) => file === stored.key && position <= line.offset)
    );
  };
  return tables.records.hotOf(source).some(fits) || tables.blocks.some(source, text, fits);
}
