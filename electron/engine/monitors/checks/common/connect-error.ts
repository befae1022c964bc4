import { transportInWords } from './transport-words.ts';

/** Where an attempt to connect stood. */
export type ConnectPhase = 'dns' | 'connect';

/** Why no connection came about. */
export class ConnectError extends Error {
  override name = 'ConnectError';
  readonly phase: ConnectPhase;
  /** The system's code, such as ECONNREFUSED. */
  readonly code: string;

  constructor(phase: ConnectPhase, code: string) {
    super(transportInWords(code));
    this.phase = phase;
    this.code = code;
  }
}
