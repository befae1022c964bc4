import { existsSync } from 'node:fs';
import path from 'node:path';
import { writeFileAtomically } from '../../engine/config/edit/write-file.ts';
import { fillHistory } from '../../engine/history/fill.ts';
import { HISTORY_FILE } from '../../engine/storage/data-dir.ts';
import { prepareDataDir } from '../../host/data-dir.ts';
import type { Action, CliCommand } from '../command.ts';
import { CliFailure, EXIT } from '../failure.ts';
import { filledConfig } from '../filled-config.ts';
import { wholeNumber } from '../options.ts';

interface FillOptions {
  days: number;
  monitors: number;
}

const DAY_MS = 86_400_000;
const INTERVAL_MS = 30_000;
const TIMEOUT_MS = 10_000;
/** Raw rows are most of the work and of the size; the rest is as the defaults keep it. */
const RETENTION = { resultsMs: 2 * DAY_MS, rollups5mMs: 30 * DAY_MS };
const TELL_EVERY_MS = 1000;

const fill: Action<FillOptions> = async ({ output, places, clock }, { days, monitors }) => {
  const dataDir = path.join(places.dataDir, 'filled');
  if (existsSync(path.join(dataDir, HISTORY_FILE))) {
    throw new CliFailure(
      'exists',
      `${dataDir} has a history already; remove it, or name another with --data.`,
    );
  }
  prepareDataDir(places.dataDir);
  prepareDataDir(dataDir);
  const configFile = path.join(dataDir, 'watchpost.yaml');
  writeFileAtomically(configFile, filledConfig(monitors));
  let told = clock.monotonic();
  const report = fillHistory(dataDir, {
    days,
    monitors,
    intervalMs: INTERVAL_MS,
    timeoutMs: TIMEOUT_MS,
    retention: RETENTION,
    now: clock.now(),
    random: Math.random,
    onProgress(done, of) {
      if (done < of && clock.monotonic() - told < TELL_EVERY_MS) return;
      told = clock.monotonic();
      output.error(`${done} of ${of} monitors`);
    },
  });
  output.document({ dataDir, configFile, days, ...report });
  output.line(`${report.results} results and ${report.rollups} summaries of ${days} days in ${dataDir}.`);
  output.line(`Look at them with:  watchpost --config ${configFile} --data ${dataDir} metrics -p 30d`);
  return EXIT.ok;
};

export const demoCommand: CliCommand = {
  register(program, run) {
    const demo = program.command('demo').description('play with made-up data');
    demo
      .command('fill')
      .description('generate a history in a data directory of its own, <data>/filled')
      .option('--days <number>', 'how far back it reaches', wholeNumber(1, 3650), 90)
      .option('--monitors <number>', 'how many monitors it has', wholeNumber(1, 10_000), 500)
      .action(run(fill));
  },
};
