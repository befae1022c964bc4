import type { ContractError } from './envelope.ts';

/** A call that could not be carried out, with the words that the caller shows. Anything else thrown is `internal`. */
export class ContractFailure extends Error {
  readonly code: string;

  constructor(code: string, message: string) {
    super(message);
    this.name = 'ContractFailure';
    this.code = code;
  }

  toJSON(): ContractError {
    return { code: this.code, message: this.message };
  }
}
