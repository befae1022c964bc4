import type { Migration } from '../../migrate.ts';
import { records } from './0020-records.ts';
import { errorsByNumber } from './0050-errors-by-number.ts';
import { sources } from './0010-sources.ts';
import { store } from './0040-store.ts';
import { storedRecords } from './0030-stored-records.ts';

/** All steps of logs.db, oldest first. */
export const logsMigrations: readonly Migration[] = [sources, records, storedRecords, store, errorsByNumber];
