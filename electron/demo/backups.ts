import { mkdir, readdir, rm, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Clock } from '../engine/ports.ts';

const DAY_MS = 86_400_000;
const KEPT_DAYS = 8;
const DAY_NAME = /^\d{8}$/;
const DUMP_BYTES = 24 * 1024;

/** `20260704`: the UTC day of a time. */
export function dayName(time: number): string {
  return new Date(time).toISOString().slice(0, 10).replaceAll('-', '');
}

/**
 * Makes the daily dumps of the last days in `dir`, each a folder named by its date with a dump of the database
 * and the models beside it, aged as if each had been made on its day, and removes older ones.
 */
export async function makeBackups(dir: string, clock: Clock): Promise<void> {
  await mkdir(dir, { recursive: true });
  const present = new Set(await readdir(dir));
  const times = Array.from({ length: KEPT_DAYS }, (_, age) => clock.now() - age * DAY_MS);
  const wanted = new Set(times.map(dayName));
  for (const time of times) {
    if (!present.has(dayName(time))) await makeBackup(join(dir, dayName(time)), new Date(time));
  }
  for (const name of present) {
    if (DAY_NAME.test(name) && !wanted.has(name)) await rm(join(dir, name), { recursive: true, force: true });
  }
}

async function makeBackup(folder: string, time: Date): Promise<void> {
  await mkdir(folder, { recursive: true });
  for (const name of ['inkwell.archive', 'models.tar.gz']) {
    const file = join(folder, name);
    await writeFile(file, Buffer.alloc(DUMP_BYTES));
    await utimes(file, time, time);
  }
  await utimes(folder, time, time);
}
