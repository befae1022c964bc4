import path from 'node:path';
import { verifyHistory } from '../../engine/history/verify-history.ts';
import { HISTORY_FILE } from '../../engine/storage/data-dir.ts';
import type { Action, CliCommand } from '../command.ts';
import { activeDataDir } from '../context.ts';
import { EXIT } from '../failure.ts';
import { plain } from '../output.ts';

const verify: Action<object> = async ({ output, places }) => {
  const file = path.join(activeDataDir(places), HISTORY_FILE);
  const differences = verifyHistory(file);
  output.document({ file, ok: differences.length === 0, differences });
  for (const difference of differences) output.line(plain(difference));
  if (differences.length === 0) output.line('Every summary equals its results, and the database is sound.');
  return differences.length === 0 ? EXIT.ok : EXIT.failed;
};

export const historyCommand: CliCommand = {
  register(program, run) {
    const history = program.command('history').description('look after the history');
    history
      .command('verify')
      .description('compare every summary with the results beneath it, and check the database')
      .action(run(verify));
  },
};
