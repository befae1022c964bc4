import { readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';

/** `<data>/instance.json`: how to reach the instance that runs on a data directory. Readable by its user alone. */
const instanceFileSchema = z.object({
  pid: z.number().int(),
  version: z.string(),
  /** Path of the local socket or named pipe that serves the contract. */
  endpoint: z.string(),
  token: z.string(),
  /** The window's address with its token, or null where the host serves none. */
  url: z.string().nullable(),
});
export type InstanceFile = z.infer<typeof instanceFileSchema>;

const fileIn = (dataDir: string) => path.join(dataDir, 'instance.json');

/** Written whole or not at all. */
export function writeInstanceFile(dataDir: string, content: InstanceFile): void {
  const file = fileIn(dataDir);
  const temporary = `${file}.${content.pid}.tmp`;
  writeFileSync(temporary, `${JSON.stringify(content, null, 2)}\n`, { mode: 0o600 });
  renameSync(temporary, file);
}

/** @returns null when there is none, or none that can be understood */
export function readInstanceFile(dataDir: string): InstanceFile | null {
  let text: string;
  try {
    text = readFileSync(fileIn(dataDir), 'utf8');
  } catch {
    return null;
  }
  try {
    return instanceFileSchema.parse(JSON.parse(text));
  } catch {
    return null;
  }
}

export function removeInstanceFile(dataDir: string): void {
  rmSync(fileIn(dataDir), { force: true });
}
