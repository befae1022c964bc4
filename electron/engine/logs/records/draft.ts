import type { LogLevel } from './level.ts';
import type { LogError } from './record.ts';

/** What the first line of a record says by itself, before further lines and defaults. */
export interface Draft {
  /** Stated instant, or null. */
  time: number | null;
  /** Stated level, or null. */
  level: LogLevel | null;
  message: string;
  service: string | null;
  logger: string | null;
  fields: Record<string, unknown>;
  error: LogError | null;
  template: string | null;
  fingerprint: string | null;
  httpStatus: number | null;
  /** Of a container's line: the text it carries. */
  payload: string | null;
  /** True where the container cut the payload and its next line goes on with it. */
  cut: boolean;
}

const NOTHING: Draft = {
  time: null,
  level: null,
  message: '',
  service: null,
  logger: null,
  fields: {},
  error: null,
  template: null,
  fingerprint: null,
  httpStatus: null,
  payload: null,
  cut: false,
};

export function draft(parts: Partial<Draft> & { message: string }): Draft {
  return { ...NOTHING, fields: {}, ...parts };
}
