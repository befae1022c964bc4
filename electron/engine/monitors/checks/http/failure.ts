import type { FailureKind } from '../../../../../shared/domain/check-result.ts';

/** Ends a check: there is no answer to judge. The message is one plain sentence; it is masked where it is shown. */
export class CheckFailure extends Error {
  override name = 'CheckFailure';
  readonly kind: FailureKind;

  constructor(kind: FailureKind, message: string, options?: ErrorOptions) {
    super(message, options);
    this.kind = kind;
  }
}
