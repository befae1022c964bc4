import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';

const FILE = 'config.json';

const settingsSchema = z.object({
  environment: z.enum(['development', 'staging', 'production', 'test']),
  database: z.object({ file: z.string().min(1) }),
  llm: z.object({ provider: z.string().min(1), model: z.string().min(1) }),
});

/** The assistant's configuration as the demo writes it. */
export const SETTINGS: z.infer<typeof settingsSchema> = {
  environment: 'production',
  database: { file: 'assistant.db' },
  llm: { provider: 'openai', model: 'gpt-4o-mini' },
};

export const SETTINGS_FILE = FILE;

/** Every problem of the configuration in `dir`, as `path: message`; none when it is valid. */
export async function settingsProblems(dir: string): Promise<string[]> {
  const text = await readFile(join(dir, FILE), 'utf8').catch((error: Error) => error);
  if (text instanceof Error) return [`${FILE}: ${text.message}`];
  const parsed = settingsSchema.safeParse(parseJson(text));
  return parsed.success
    ? []
    : parsed.error.issues.map(({ path, message }) => `${path.join('.') || FILE}: ${message}`);
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined; // Told as a problem of the whole document by the schema.
  }
}
