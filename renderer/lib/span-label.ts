import type { StateSpan } from '../../shared/contract/schemas.ts';
import type { Messages } from '../i18n/messages.ts';

/** What a span that was not healthy is called: why it is unknown, or its state. */
export function spanLabel(span: StateSpan, t: Messages): string | null {
  if (span.state === 'healthy') return null;
  if (span.state !== 'unknown') return t.states[span.state];
  const reasons: Record<string, string> = t.reasons;
  return span.reason === null ? t.states.unknown : (reasons[span.reason] ?? span.reason);
}
