import type { Command } from 'commander';
import type { Config } from '../../../shared/config/model.ts';
import { LOG_LEVELS, type LogLevel } from '../../../shared/domain/log-level.ts';
import type { LogCursor } from '../../../shared/contract/log-schemas.ts';
import type { LogQueryAnswer } from '../../engine/logs/queries/index.ts';
import type { PrintedRecord } from '../../engine/logs/queries/logs.ts';
import type { Action, CliCommand } from '../command.ts';
import { EXIT } from '../failure.ts';
import { readConfig } from '../load.ts';
import { logLine } from '../log-line.ts';
import { collect, durationOption, oneOf, wholeNumber } from '../options.ts';
import type { CliContext } from '../context.ts';
import { untilStopped } from '../until-stopped.ts';
import { chooseSources, sourceSettings, withLogs } from '../with-logs.ts';

interface LogsOptions {
  source?: string[];
  level?: LogLevel;
  lines: number;
  since?: number;
  search: string;
  follow?: boolean;
}

/** Records of one question. */
const PAGE = 1000;
const FOLLOW_MS = 250;

const list: Action<LogsOptions> = async (context, options) => {
  const { config } = await readConfig(context);
  const filter = filterOf(context, config, options);
  const { records, last } = newestRecords(context, filter, options.lines);
  if (!options.follow) {
    for (const record of records) context.output.line(logLine(context.output, record));
    context.output.document(records);
    return EXIT.ok;
  }
  for (const record of records) print(context, record);
  await follow(context, filter, last);
  return EXIT.ok;
};

function filterOf(context: CliContext, config: Config, { source, level, since, search }: LogsOptions) {
  return {
    settings: sourceSettings(config),
    sources: chooseSources(config, source),
    level: level ?? null,
    service: null,
    group: null,
    search,
    from: since === undefined ? null : context.clock.now() - since,
    to: null,
  };
}

type Filter = ReturnType<typeof filterOf>;

/** The newest records that fit, oldest first, and where following them goes on. */
function newestRecords(
  context: CliContext,
  filter: Filter,
  count: number,
): { records: PrintedRecord[]; last: number } {
  return withLogs(context, (logs) => {
    const records: PrintedRecord[] = [];
    let before: LogCursor | null = null;
    let last: number | null = null;
    do {
      const limit = Math.max(1, Math.min(PAGE, count - records.length));
      const page: LogQueryAnswer<'printedLogs'> = logs.query('printedLogs', { ...filter, limit, before });
      records.push(...page.records);
      last ??= page.last;
      before = page.next;
    } while (before !== null && records.length < count);
    return { records: records.slice(0, count).toReversed(), last };
  });
}

async function follow(context: CliContext, filter: Filter, from: number): Promise<void> {
  const stop = untilStopped();
  let after = from;
  while (!stop.stopped()) {
    const { records, last } = withLogs(context, (logs) =>
      logs.query('printedAfter', { ...filter, after, limit: PAGE }),
    );
    for (const record of records) print(context, record);
    // A store that begins anew, after a restore, numbers anew.
    const goesOn = last > after;
    after = last;
    await stop.pause(goesOn ? 0 : FOLLOW_MS);
  }
}

function print({ output }: CliContext, record: PrintedRecord): void {
  output.line(logLine(output, record));
  output.document(record);
}

/** `watchpost logs` itself. */
export function registerLogsList(logs: Command, run: Parameters<CliCommand['register']>[1]): void {
  logs
    .option('--source <id>', 'only this log source; may be given many times', collect)
    .option('-l, --level <level>', 'this level or worse', oneOf(...LOG_LEVELS))
    .option('-n, --lines <number>', 'records at most', wholeNumber(0, 1_000_000), 100)
    .option('--since <duration>', 'not older than this', durationOption)
    .option('--search <text>', 'words, "quotes", -word, /RE2/, field:value', '')
    .option('--follow', 'go on with new records as they come')
    .action(run(list));
}
