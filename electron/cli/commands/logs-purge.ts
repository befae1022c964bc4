import type { Command } from 'commander';
import { parseSearch } from '../../engine/logs/queries/search-text.ts';
import type { Action, CliCommand } from '../command.ts';
import { withInstance } from '../connect.ts';
import { CliFailure, EXIT } from '../failure.ts';
import { collect } from '../options.ts';

interface PurgeOptions {
  search: string;
  source?: string[];
}

const purge: Action<PurgeOptions> = async (context, { search, source }) => {
  if (parseSearch(search).length === 0) {
    throw new CliFailure('invalid-search', 'The search is empty; say which records are to be deleted.');
  }
  const { deleted } = await withInstance(context, ({ client }) =>
    client.call('purgeLogs', { search, sources: source ?? null }),
  );
  context.output.line(deleted === 1 ? '1 record was deleted.' : `${deleted} records were deleted.`);
  context.output.document({ deleted });
  return EXIT.ok;
};

/** `watchpost logs purge`. */
export function registerLogsPurge(logs: Command, run: Parameters<CliCommand['register']>[1]): void {
  logs
    .command('purge')
    .option('--search <text>', 'words, "quotes", -word, /RE2/, field:value')
    .option('--source <id>', 'only this log source; may be given many times', collect)
    .description('delete the records that a search finds')
    .action((_options: unknown, command: Command) => {
      // Options that `logs` has as well are read by it.
      const options = command.optsWithGlobals<PurgeOptions>();
      if (options.search === '') command.error("error: required option '--search <text>' not specified");
      return run(purge)(options, command);
    });
}
