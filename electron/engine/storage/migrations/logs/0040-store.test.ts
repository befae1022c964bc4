import path from 'node:path';
import { expect, it } from 'vitest';
import { temporaryDataDir } from '../../../../../tests/fixtures/data-dir.ts';
import { closeDatabase, openDatabase } from '../../open.ts';
import { logsMigrations } from './index.ts';

/** Opens a logs.db with the steps up to a version, and reads its name where it has one. */
function nameOf(file: string, version: number): unknown {
  const db = openDatabase(
    file,
    logsMigrations.filter((step) => step.version <= version),
  );
  try {
    return version < 40 ? null : db.prepare('SELECT id FROM store').pluck().get();
  } finally {
    closeDatabase(db);
  }
}

it('gives a logs.db of the version before a name that it keeps, and another one to each', () => {
  const [old, other] = [temporaryDataDir(), temporaryDataDir()].map((dir) => path.join(dir, 'logs.db'));
  nameOf(old ?? '', 30);
  const name = nameOf(old ?? '', 40);
  expect(name).toMatch(/^[0-9a-f]{32}$/u);
  expect(nameOf(old ?? '', 40)).toBe(name);
  expect(nameOf(other ?? '', 40)).not.toBe(name);
});
