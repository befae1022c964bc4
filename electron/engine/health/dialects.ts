import type { HealthDialect } from './dialect.ts';
import { genericJson } from './dialects/generic-json.ts';
import { plainWords } from './dialects/plain-words.ts';

/** Every dialect, the most particular shape first; the first one that recognises a body reads it. */
export const dialects: readonly HealthDialect[] = [genericJson, plainWords];
