import { assemble } from '../assemble.ts';
import type { HealthDialect, HealthDocument } from '../dialect.ts';
import { fieldsOf, isObject, ownField, ownText } from '../json.ts';
import { plainState } from '../part.ts';
import { LONGEST_MESSAGE, plainText } from '../plain-text.ts';

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
    const message = found.message === 'success' ? '' : plainText(found.message, LONGEST_MESSAGE);
    const own = plainState(found.healthy ? 'healthy' : 'unhealthy');
    return assemble({ own, parts: [], message, facts: {} }, response);
  },
};

function readDocument({ text, json }: HealthDocument): { healthy: boolean; message: string } | null {
  if (isObject(json)) {
    const healthy = ownField(json, 'healthy');
    if (typeof healthy !== 'boolean' || fieldsOf(json).length !== 2 || !Object.hasOwn(json, 'message'))
      return null;
    return { healthy, message: ownText(json, 'message') };
  }
  if (json !== undefined) return null;
  if (text.startsWith(FAILED)) return { healthy: false, message: text };
  const xml = XML.exec(text);
  return xml === null ? null : { healthy: xml[1] === 'true', message: xml[2] ?? '' };
}
