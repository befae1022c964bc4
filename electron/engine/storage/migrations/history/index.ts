import type { Migration } from '../../migrate.ts';
import { results } from './0010-results.ts';
import { rollups } from './0020-rollups.ts';
import { states } from './0030-states.ts';
import { alerts } from './0040-alerts.ts';
import { quiet } from './0050-quiet.ts';
import { incidents } from './0080-incidents.ts';

/** All steps of history.db, oldest first. */
export const historyMigrations: readonly Migration[] = [results, rollups, states, alerts, quiet, incidents];
