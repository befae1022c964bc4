/** Why a message was not taken, where that says something about trying again. The message is for a person. */
export class DeliveryError extends Error {
  override readonly name = 'DeliveryError';
  /** Trying the same again would fail the same way. */
  readonly permanent: boolean;
  /** How long the receiver asks to be left alone, or null. */
  readonly retryAfterMs: number | null;

  constructor(message: string, more: { permanent?: boolean; retryAfterMs?: number | null } = {}) {
    super(message);
    this.permanent = more.permanent ?? false;
    this.retryAfterMs = more.retryAfterMs ?? null;
  }
}
