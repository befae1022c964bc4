import path from 'node:path';
import { parseArgs } from 'node:util';

/** `--config FILE` and `--data DIR` as the command line has them; null is the platform's place. */
export function placesOfArguments(
  argv: readonly string[],
  cwd: string,
): { configFile: string | null; dataDir: string | null } {
  // Chromium's own switches are among the arguments, so nothing unknown is an error.
  const { values } = parseArgs({
    args: [...argv],
    options: { config: { type: 'string' }, data: { type: 'string' } },
    strict: false,
  });
  const place = (value: unknown) => (typeof value === 'string' ? path.resolve(cwd, value) : null);
  return { configFile: place(values['config']), dataDir: place(values['data']) };
}
