import type { Database } from 'better-sqlite3';
import { LOG_LEVELS } from '../../../../shared/domain/log-level.ts';
import { minuteOf } from './group-rows.ts';

/** How many records of each level a source has in each minute. */
export interface CountRows {
  /** Counts the records of one transaction; what they sum up to is written at its end. */
  counting(source: number): { add: (time: number, level: number) => void; write(): void };
  takeBack(source: number, time: number, level: number): void;
}

export function countRows(db: Database): CountRows {
  const add = db.prepare(
    `INSERT INTO log_counts (source, minute, level, count) VALUES (?, ?, ?, ?)
     ON CONFLICT DO UPDATE SET count = count + excluded.count`,
  );
  const less = db.prepare(
    'UPDATE log_counts SET count = count - 1 WHERE source = ? AND minute = ? AND level = ?',
  );
  const drop = db.prepare(
    'DELETE FROM log_counts WHERE source = ? AND minute = ? AND level = ? AND count <= 0',
  );
  const width = LOG_LEVELS.length;
  return {
    counting(source) {
      const counts = new Map<number, number>();
      return {
        add(time, level) {
          const slot = minuteOf(time) * width + level;
          counts.set(slot, (counts.get(slot) ?? 0) + 1);
        },
        write() {
          for (const [slot, count] of counts) {
            const minute = Math.floor(slot / width);
            add.run(source, minute, slot - minute * width, count);
          }
        },
      };
    },
    takeBack(source, time, level) {
      less.run(source, minuteOf(time), level);
      drop.run(source, minuteOf(time), level);
    },
  };
}
