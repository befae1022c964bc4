import { assemble } from '../assemble.ts';
import type { HealthDialect } from '../dialect.ts';
import { isObject, type JsonObject, ownField, ownText } from '../json.ts';
import { plainState } from '../part.ts';
import { plainText } from '../plain-text.ts';

/** What a node of Elasticsearch or OpenSearch says of itself at `/`: names, version and a tagline. */
export const elasticsearchBanner: HealthDialect = {
  name: 'elasticsearch-banner',
  because: '"cluster_name", a version and a "tagline", as Elasticsearch and OpenSearch introduce themselves',
  recognise: ({ json }) =>
    isObject(json) &&
    ownText(json, 'cluster_name') !== '' &&
    ownText(json, 'tagline') !== '' &&
    versionOf(json) !== '',
  read: ({ json }, response) => {
    if (!isObject(json)) return null;
    const facts = { version: plainText(versionOf(json), 100) };
    return assemble({ own: plainState('healthy'), parts: [], message: '', facts }, response);
  },
};

function versionOf(banner: JsonObject): string {
  const version = ownField(banner, 'version');
  return isObject(version) ? ownText(version, 'number') : '';
}
