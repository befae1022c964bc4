import type { LogSourceConfig } from '../../../../shared/config/model.ts';
import { createRecordReader } from '../records/reader.ts';
import type { TimeOf } from '../tail/first-contact.ts';

/** Tells the times of the lines of files, one file after the other, as records of them would have them. */
export function readingTime(source: LogSourceConfig, zone: string, now: () => number): TimeOf {
  const create = () => createRecordReader({ source, now, zone: source.timezone ?? zone });
  let reader = create();
  let reading: string | null = null;
  return (line, path) => {
    if (path !== reading) reader = create();
    reading = path;
    reader.push(line);
    const open = reader.peek();
    return open && open.offset === line.offset && !open.timeGuessed ? open.time : null;
  };
}
