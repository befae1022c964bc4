import { once } from 'node:events';
import winston from 'winston';

export interface WinstonFile {
  /** Absolute path; winston makes the folder. */
  path: string;
  /** Least severe level that goes into this file. */
  level: 'error' | 'info' | 'debug';
  /** Rotated when it grows over this many bytes, keeping this many files. */
  maxBytes: number;
  maxFiles: number;
  /** True: the newest lines stay in the file of that name; false: each new file gets the next number. */
  tailable: boolean;
}

export interface WinstonLog {
  write(record: { level: string; message: string } & Record<string, unknown>): void;
  /** Resolves when everything is in the files. */
  close(): Promise<void>;
}

/** A winston logger of JSON lines that writes the fields exactly as they are given. */
export function winstonLog(files: readonly WinstonFile[], onProblem: (message: string) => void): WinstonLog {
  const logger = winston.createLogger({
    level: 'debug',
    format: winston.format.json(),
    transports: files.map(
      ({ path, level, maxBytes, maxFiles, tailable }) =>
        new winston.transports.File({ filename: path, level, maxsize: maxBytes, maxFiles, tailable }),
    ),
  });
  logger.on('error', (error: Error) => onProblem(`A demo log could not be written: ${error.message}`));
  return {
    write: (record) => void logger.log(record),
    async close() {
      const finished = once(logger, 'finish');
      logger.end();
      await finished;
    },
  };
}
