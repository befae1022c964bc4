import { assemble } from '../assemble.ts';
import type { HealthDialect } from '../dialect.ts';
import { factsOf } from '../facts.ts';
import { isObject, type Json, type JsonObject, ownField, ownText } from '../json.ts';
import { plainState } from '../part.ts';
import { readWord } from '../words.ts';

/** ksqlDB's `/info`: version and, since 0.12, the state of the thread that runs the commands. */
export const ksqldbInfo: HealthDialect = {
  name: 'ksqldb-info',
  because: '"KsqlServerInfo", as ksqlDB writes it',
  recognise: ({ json }) => infoIn(json) !== null,
  read: ({ json }, response) => {
    const info = infoIn(json);
    if (info === null) return null;
    const status = ownText(info, 'serverStatus');
    const own = status === '' ? plainState('healthy') : readWord(status);
    return assemble({ own, parts: [], message: '', facts: factsOf(info) }, response);
  },
};

function infoIn(json: Json | undefined): JsonObject | null {
  const info = isObject(json) ? ownField(json, 'KsqlServerInfo') : undefined;
  return isObject(info) ? info : null;
}
