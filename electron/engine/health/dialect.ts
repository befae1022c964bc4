import type { Component, ServiceFacts } from '../../../shared/domain/check-result.ts';
import type { State } from '../../../shared/domain/state.ts';
import type { Json } from './json.ts';

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
  /** By what the dialect knew the body, see `HealthDialect.because`; null where there is no dialect. */
  because: string | null;
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

/** A body after decoding; every dialect sees the same one. */
export interface HealthDocument {
  /** Decoded and trimmed, without byte order mark and guard line; never empty. */
  text: string;
  /** The parsed value, or undefined where the text is not JSON. Containers below depth 32 are null. */
  json: Json | undefined;
}

/** What a dialect makes of a body it recognised; null where it turns out not to say anything about health. */
export type DialectReading = Omit<HealthReading, 'dialect' | 'because' | 'definesStatus'> | null;

/** One shape of health body: one file in `dialects/` and one entry in `dialects.ts`. */
export interface HealthDialect {
  /** Stable name, shown to people and stored with results. */
  name: string;
  /** What in a body this dialect knows it by, for people: the fields or words, and whose they are. */
  because: string;
  /**
   * True where the shape is anybody's: it reads what no particular shape claims, and comes after all of those. The
   * body of a product is claimed by its own particular shape alone: `docs/health-dialects.md`.
   */
  general?: true;
  /**
   * HTTP statuses that this dialect gives a meaning of its own. `expect.status` does not judge them, and a body
   * that comes with a 4xx code is read only by a dialect that lists the code here.
   */
  definesStatus?: readonly number[];
  /** Whether the body has this dialect's shape: content type, structure and field names, never the URL. */
  recognise(document: HealthDocument, response: HealthResponse): boolean;
  /** Reads a recognised body in time linear to its size; must not throw. */
  read(document: HealthDocument, response: HealthResponse): DialectReading;
}
