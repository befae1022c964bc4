import { decodeText, promisesJson } from './decode-text.ts';
import type { HealthDialect, HealthDocument, HealthReading, HealthResponse } from './dialect.ts';
import { dialects } from './dialects.ts';
import { isHtmlPage, namesHealthEndpoint } from './html-page.ts';
import { withNote } from './message.ts';
import { MAX_DEPTH } from './parse-json.ts';
import { readDocument } from './read-document.ts';

/**
 * Reads a health body: one state, the components and what the body says about its process. Never throws,
 * whatever the bytes; time and memory are linear in the size of the body, which the caller bounds. A body that
 * no dialect understands gives `state: null`: the HTTP status decides. Bodies of 4xx answers are read only by a
 * dialect that lists the code in `definesStatus`.
 */
export function readHealth(body: Uint8Array, response: HealthResponse): HealthReading {
  const readers = dialects.filter((dialect) => mayRead(dialect, response.status));
  const text = readers.length === 0 ? '' : decodeText(body, response.contentType);
  if (text === '') return notUnderstood();
  const { document, cut } = readDocument(text, response);
  const note = cut ? `nested deeper than ${MAX_DEPTH} levels, the rest was not read` : '';
  const reading = readWithFirst(readers, document, response);
  if (reading !== null) return { ...reading, message: withNote(reading.message, note) };
  return isClientError(response.status) ? notUnderstood() : judgeForm(document, response, note);
}

function readWithFirst(
  readers: readonly HealthDialect[],
  document: HealthDocument,
  response: HealthResponse,
): HealthReading | null {
  for (const dialect of readers) {
    const reading = dialect.recognise(document, response) ? dialect.read(document, response) : null;
    if (reading === null) continue;
    const definesStatus =
      response.status !== null && dialect.definesStatus?.includes(response.status) === true;
    return { dialect: dialect.name, because: dialect.because, ...reading, definesStatus };
  }
  return null;
}

/** What the mere form of a body says when nobody understands its content. */
function judgeForm(document: HealthDocument, response: HealthResponse, note: string): HealthReading {
  if (isHtmlPage(document.text) && namesHealthEndpoint(response.path)) {
    return { ...notUnderstood('HTML page where a health document was expected'), state: 'degraded' };
  }
  if (document.json === undefined && promisesJson(response.contentType)) {
    return { ...notUnderstood(withNote('health body is not valid JSON', note)), state: 'degraded' };
  }
  return notUnderstood(note);
}

function mayRead(dialect: HealthDialect, status: number | null): boolean {
  return !isClientError(status) || (status !== null && dialect.definesStatus?.includes(status) === true);
}

function isClientError(status: number | null): boolean {
  return status !== null && status >= 400 && status < 500;
}

function notUnderstood(message = ''): HealthReading {
  return {
    dialect: null,
    because: null,
    state: null,
    ownWord: null,
    components: [],
    message,
    facts: {},
    definesStatus: false,
  };
}
