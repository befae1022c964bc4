import { assemble } from '../assemble.ts';
import type { HealthDialect, HealthDocument } from '../dialect.ts';
import { fieldsOf, isObject, ownField, ownText } from '../json.ts';
import { plainState } from '../part.ts';
import { LONGEST_MESSAGE, plainText } from '../plain-text.ts';

const PASSED = 'success';
/** The beginning of the text on failure. */
const FAILED = 'health_check failed';
const XML =
  /^(?:<\?xml[^>]*>)?\s*<hash>\s*<healthy type="boolean">(true|false)<\/healthy>\s*<message>([^<]*)<\/message>/;

/**
 * The Ruby gem health_check: `{healthy, message}` as JSON or XML; as text `health_check failed: …` or, which is one
 * of the plain words, `success`.
 */
export const rubyHealthCheck: HealthDialect = {
  name: 'ruby-health-check',
  because: '"healthy" and "message", or "health_check failed", as the gem health_check writes them',
  recognise: (document) => readDocument(document) !== null,
  read: (document, response) => {
    const found = readDocument(document);
    if (found === null) return null;
    const message = found.message === PASSED ? '' : plainText(found.message, LONGEST_MESSAGE);
    const own = plainState(found.healthy ? 'healthy' : 'unhealthy');
    return assemble({ own, parts: [], message, facts: {} }, response);
  },
};

function readDocument({ text, json }: HealthDocument): { healthy: boolean; message: string } | null {
  if (isObject(json)) {
    const healthy = ownField(json, 'healthy');
    const message = ownText(json, 'message');
    const own = typeof healthy === 'boolean' && fieldsOf(json).length === 2 && isOwnMessage(message);
    return own ? { healthy, message } : null;
  }
  if (json !== undefined) return null;
  if (text.startsWith(FAILED)) return { healthy: false, message: text };
  const xml = XML.exec(text);
  return xml === null ? null : { healthy: xml[1] === 'true', message: xml[2] ?? '' };
}

/** Other words can be configured; then the body is anybody's, and reads the same by the general rules. */
function isOwnMessage(message: string): boolean {
  return message === PASSED || message.startsWith(FAILED);
}
