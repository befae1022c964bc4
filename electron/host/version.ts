import { readFileSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';

/** The version in the package that the resources lie in. */
export function readVersion(resourcesDir: string): string {
  const file = path.join(resourcesDir, '..', 'package.json');
  return z.object({ version: z.string() }).parse(JSON.parse(readFileSync(file, 'utf8'))).version;
}
