import { STATUS_CODES } from 'node:http';
import type { HttpMonitor, StatusRange } from '../../../../../shared/config/model.ts';
import { outcome, type CheckOutcome } from '../../../../../shared/domain/check-result.ts';
import { worse, type State } from '../../../../../shared/domain/state.ts';
import { decodeText } from '../../../health/decode-text.ts';
import type { HealthReading, HealthResponse } from '../../../health/dialect.ts';
import { parseJson } from '../../../health/parse-json.ts';
import { bodyText } from '../common/body-text.ts';
import { presentable } from '../common/clean-text.ts';
import { spanInWords } from '../common/words.ts';
import {
  latencyState,
  sparedByCritical,
  stateOfAnswer,
  withAssertion,
  withLatency,
  type ComponentMarker,
} from '../decide.ts';
import type { Answer } from './exchange.ts';
import type { Asserted, Assertion, FailedAssertion } from './expectations.ts';
import type { Request } from './request.ts';
import { retryAfterMs } from './retry-after.ts';

/** Reads a health body, see `health/read-health.ts`. */
export type ReadHealth = (body: Uint8Array, response: HealthResponse) => HealthReading;

/** What judges the answers of one monitor. */
export interface Judge {
  assertions: Assertion[];
  markCritical: ComponentMarker;
  readHealth: ReadHealth;
  mask: (text: string) => string;
}

/** A complete answer and what led to it. */
export interface Judged {
  answer: Answer;
  /** The last request, after all redirects. */
  request: Request;
  latencyMs: number;
  /** Wall time, for a `Retry-After` that names a date. */
  now: number;
}

/** How much of a text is looked at before it is cut to a quotation; longer secrets than this do not occur. */
const QUOTED_FROM = 16 * 1024;
const QUOTE_LIMIT = 80;
const MOST_NAMED = 3;

/** Decides about a complete answer in the order of `interfaces.md`: "How a check of kind http decides". */
export function judge(
  monitor: HttpMonitor,
  judged: Judged,
  { assertions, markCritical, readHealth, mask }: Judge,
): CheckOutcome {
  const { answer, latencyMs } = judged;
  const reading =
    monitor.expect.body === 'auto' && answer.readable ? readHealth(answer.body, responseOf(judged)) : null;
  const components = markCritical(reading?.components ?? []);
  const known = {
    latencyMs,
    httpStatus: answer.status,
    components,
    service: reading && Object.keys(reading.facts).length > 0 ? reading.facts : null,
    dialect: reading?.dialect ?? null,
    because: reading?.because ?? null,
  };
  if (isRateLimit(answer, reading)) {
    const pause = retryAfterMs(answer.headers['retry-after'], answer.headers.date, judged.now);
    const message = `rate limited by the target (HTTP ${answer.status})`;
    return outcome('unknown', message, { ...known, failure: 'rate-limited', retryAfterMs: pause });
  }
  const failed = failedAssertions(assertions, answer, mask);
  const statusExpected = monitor.expect.status.some(
    ({ from, to }) => answer.status >= from && answer.status <= to,
  );
  const answered = sparedByCritical(stateOfAnswer(reading, statusExpected), components);
  const asserted = withAssertion(answered, worstOf(failed));
  const state = withLatency(asserted, latencyMs, monitor.latency);
  const statusJudged = !statusExpected && !reading?.definesStatus && reading?.ownWord !== 'degraded';
  const message = [
    ...summaryOf(failed),
    ...(statusJudged ? [statusText(answer.status, monitor.expect.status, judged.request)] : []),
    ...bodyText(reading, components, answered),
    ...latencyText(latencyMs, monitor),
    ...answer.notes,
  ].join('; ');
  return outcome(state, message, {
    ...known,
    failure: failed.length > 0 || statusJudged ? 'assertion' : null,
  });
}

function responseOf({ answer, request }: Judged): HealthResponse {
  return {
    status: answer.status,
    contentType: answer.headers['content-type'] ?? null,
    path: request.url.pathname,
  };
}

/** Step 1: a 429 that no dialect claims, a 503 with `Retry-After` that holds no health body. */
function isRateLimit({ status, headers }: Answer, reading: HealthReading | null): boolean {
  if (status === 429) return !reading?.definesStatus;
  return status === 503 && headers['retry-after'] !== undefined && (reading?.dialect ?? null) === null;
}

function failedAssertions(
  assertions: Assertion[],
  answer: Answer,
  mask: (text: string) => string,
): FailedAssertion[] {
  if (assertions.length === 0) return [];
  const text = once(() => decodeText(answer.body, answer.headers['content-type'] ?? null));
  const asserted: Asserted = {
    headers: answer.headers,
    text,
    json: once(() => parseJson(text()).value),
    show: (shown) => `"${presentable(shown.slice(0, QUOTED_FROM), mask, QUOTE_LIMIT)}"`,
  };
  return assertions.map((assertion) => assertion(asserted)).filter((each) => each !== null);
}

function once<T>(make: () => T): () => T {
  let made: { value: T } | null = null;
  return () => (made ??= { value: make() }).value;
}

function worstOf(failed: FailedAssertion[]): State | null {
  return failed.length === 0 ? null : failed.map(({ state }) => state as State).reduce(worse);
}

function summaryOf(failed: FailedAssertion[]): string[] {
  const named = failed.slice(0, MOST_NAMED).map(({ text }) => text);
  return failed.length > MOST_NAMED
    ? [...named, `${failed.length - MOST_NAMED} more assertions failed`]
    : named;
}

function statusText(status: number, expected: StatusRange[], request: Request): string {
  const ranges = expected.map(({ from, to }) => (from === to ? `${from}` : `${from}-${to}`)).join(', ');
  const words = STATUS_CODES[status];
  const text = `HTTP ${status}${words ? ` ${words}` : ''}, expected ${ranges}`;
  const isDenied = status === 401 || status === 403;
  return isDenied && !request.trusted
    ? `${text} (credentials were not sent on to ${request.url.origin})`
    : text;
}

function latencyText(latencyMs: number, { latency }: HttpMonitor): string[] {
  const slow = latencyState(latencyMs, latency);
  if (slow === null) return [];
  return [`slow: ${spanInWords(latencyMs)}, more than ${spanInWords(latency[slow] ?? 0)}`];
}
