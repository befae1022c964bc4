import { assemble } from '../assemble.ts';
import type { HealthDialect } from '../dialect.ts';
import { factsOf } from '../facts.ts';
import { asBoolean, fieldsOf, isObject, type JsonObject, ownField, ownText } from '../json.ts';
import { combineOwn, type OwnState, PASSING, plainState } from '../part.ts';
import { readWord } from '../words.ts';

const STATES = new Set('NOT_RUNNING STARTING RUNNING STOPPING FINAL_WRITE STOPPED'.split(' '));
const WORKING = 'API running.';

/**
 * Home Assistant: `/api/` with its one sentence, `/api/core/state` with the recorder's migration, and `/api/config`,
 * which also tells of safe and recovery mode.
 */
export const homeAssistant: HealthDialect = {
  name: 'home-assistant',
  because:
    '"API running.", or a core state beside "recorder_state" or "config_dir", as Home Assistant writes them',
  recognise: ({ json }) => isObject(json) && (isSentence(json) || hasState(json)),
  read: ({ json }, response) => {
    if (!isObject(json)) return null;
    if (isSentence(json)) {
      return assemble({ own: plainState('healthy'), parts: [], message: WORKING, facts: {} }, response);
    }
    const notes = notesOf(json);
    const own = combineOwn(stateOf(json), notes.length > 0 ? PASSING : null);
    return assemble({ own, parts: [], message: notes.join('; '), facts: factsOf(json) }, response);
  },
};

function isSentence(body: JsonObject): boolean {
  return fieldsOf(body).length === 1 && ownField(body, 'message') === WORKING;
}

function hasState(body: JsonObject): boolean {
  return (
    STATES.has(ownText(body, 'state')) &&
    (isObject(ownField(body, 'recorder_state')) || Object.hasOwn(body, 'config_dir'))
  );
}

function stateOf(body: JsonObject): OwnState | null {
  const state = ownText(body, 'state');
  return state === 'FINAL_WRITE' ? plainState('unhealthy') : readWord(state);
}

function notesOf(body: JsonObject): string[] {
  const recorder = ownField(body, 'recorder_state');
  return [
    ...(isObject(recorder) && isTrue(recorder, 'migration_in_progress')
      ? ['database migration in progress']
      : []),
    ...(isTrue(body, 'recovery_mode') ? ['in recovery mode'] : []),
    ...(isTrue(body, 'safe_mode') ? ['in safe mode'] : []),
  ];
}

function isTrue(body: JsonObject, key: string): boolean {
  return asBoolean(ownField(body, key)) === true;
}
