import type { Component, ServiceFacts } from '../../../shared/domain/check-result.ts';
import type { State } from '../../../shared/domain/state.ts';

/** An answer as a health dialect sees it. */
export interface HealthResponse {
  /** HTTP status, or null where the body did not come over HTTP (a command's stdout, a file). */
  status: number | null;
  /** The content type as sent, parameters included, or null. */
  contentType: string | null;
  /** Path of the URL, or null; only used to tell a health endpoint from a page. */
  path: string | null;
}

/** What a body says. */
export interface HealthReading {
  /** Name of the dialect, or null where none understood the body. */
  dialect: string | null;
  /**
   * The state the body amounts to; null where the HTTP status alone decides. An overall "ok" over a failing
   * part is already `degraded` here.
   */
  state: State | null;
  /** The body's own overall word as a state, before any contradiction is resolved; null where it has none. */
  ownWord: State | null;
  components: Component[];
  /** The body's own text for people, or a note of why it could not be read; may be empty. */
  message: string;
  facts: ServiceFacts;
  /** True where the dialect gives this HTTP status a meaning of its own, so that `expect.status` does not judge it. */
  definesStatus: boolean;
}
