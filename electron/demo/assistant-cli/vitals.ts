import { readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';

/** One series of a metric of the assistant. */
const metric = z.object({ name: z.string(), labels: z.record(z.string(), z.string()), value: z.number() });

/** What the running assistant leaves for its own `monitor` command in its folder. */
export const vitalsSchema = z.object({
  /** How long `SELECT 1` and a call of the language model last took. */
  databaseMs: z.number(),
  llmMs: z.number(),
  heapUsedBytes: z.number(),
  heapTotalBytes: z.number(),
  metrics: z.array(metric),
});
export type Vitals = z.infer<typeof vitalsSchema>;

const FILE = 'vitals.json';

/** Throws when the assistant has left nothing readable in `dir`. */
export async function readVitals(dir: string): Promise<Vitals> {
  return vitalsSchema.parse(JSON.parse(await readFile(join(dir, FILE), 'utf8')));
}

/** Replaces the file as a whole, so that a reader never sees half of it. */
export async function writeVitals(dir: string, vitals: Vitals): Promise<void> {
  const fresh = join(dir, `${FILE}.new`);
  await writeFile(fresh, JSON.stringify(vitals));
  await rename(fresh, join(dir, FILE));
}
