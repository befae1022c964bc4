import type { Config, ConfigProblem } from '../../shared/config/model.ts';
import { loadConfig } from '../engine/config/load.ts';
import { osKeychain } from '../host/keychain.ts';
import { activeConfigFile, type CliContext } from './context.ts';
import { invalidConfig } from './failure.ts';

/** Reads the configuration that a command means; an invalid one ends the command with every problem. */
export async function readConfig(
  context: CliContext,
  file = activeConfigFile(context.places),
): Promise<{ config: Config; warnings: ConfigProblem[] }> {
  const result = await loadConfig(file, { env: { ...context.env }, secrets: osKeychain() });
  if (!result.ok) throw invalidConfig(result.problems);
  return result;
}
