import { oneLine } from '../../monitors/checks/common/clean-text.ts';
import { retryAfterMs } from '../../monitors/checks/http/retry-after.ts';
import { DeliveryError } from '../delivery-error.ts';
import { cut } from '../text.ts';
import type { Reply } from './send.ts';

/** Answers of the client's kind that may be better next time: timeout, too early, too many. */
const TRANSIENT = new Set([408, 425, 429]);
const QUOTED = 150;

/**
 * What an answer means for the message: a 2xx took it, anything else throws a `DeliveryError` with the answer's own
 * words. Other 4xx would refuse the same message again. `now` is the time to read a date in `Retry-After` against.
 */
export function judgeReply({ status, headers, text }: Reply, now: number): string {
  if (status >= 200 && status < 300) return `HTTP ${status}`;
  const said = cut(oneLine(text), QUOTED);
  const words = `answered HTTP ${status}${said === '' ? '' : `: ${said}`}`;
  const redirect = status >= 300 && status < 400;
  if (redirect) {
    throw new DeliveryError(
      `answered HTTP ${status}, which is not followed; put the final address into url`,
      {
        permanent: true,
      },
    );
  }
  const permanent = status < 500 && !TRANSIENT.has(status);
  throw new DeliveryError(words, {
    permanent,
    retryAfterMs: permanent ? null : retryAfterMs(headers['retry-after'], headers.date, now),
  });
}
