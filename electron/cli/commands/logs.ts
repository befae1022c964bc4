import path from 'node:path';
import { parseFile, type ParsedFile, type ParseOptions } from '../../engine/logs/records/parse-file.ts';
import type { Action, CliCommand } from '../command.ts';
import { CliFailure, EXIT } from '../failure.ts';
import { plain, type Output } from '../output.ts';
import { registerLogsList } from './logs-list.ts';
import { registerLogsPurge } from './logs-purge.ts';

const AUTOMATIC: ParseOptions['source'] = { format: 'auto', pattern: null, redact: [] };

const parse: Action<object> = async ({ output, cwd, clock }, _options, ...files) => {
  const zone = new Intl.DateTimeFormat().resolvedOptions().timeZone;
  const parsed: ParsedFile[] = [];
  for (const file of files) {
    parsed.push(
      await readOne(file, path.resolve(cwd, file), { source: AUTOMATIC, zone, now: () => clock.now() }),
    );
  }
  for (const file of parsed) print(output, file);
  output.document(parsed);
  return EXIT.ok;
};

async function readOne(file: string, absolute: string, options: ParseOptions): Promise<ParsedFile> {
  try {
    return await parseFile(file, absolute, options);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new CliFailure('unreadable', `${file} cannot be read: ${reason}`);
  }
}

function print(output: Output, { file, records, gaps }: ParsedFile): void {
  output.line(`${plain(file)}: ${records.length} records, ${gaps.length} gaps`);
  for (const { time, level, service, message, error, lines } of records) {
    const where = service === null ? '' : ` [${plain(service)}]`;
    const more = lines > 1 ? ` (${lines} lines)` : '';
    const type = error?.name ? ` ${plain(error.name)}` : '';
    output.line(`${time} ${level.padEnd(5)}${where} ${plain(message)}${more}${type}`);
  }
  for (const { offset, bytes, reason } of gaps) {
    output.line(`gap at byte ${offset}${bytes === null ? '' : `, ${bytes} bytes`}: ${REASONS[reason]}`);
  }
}

const REASONS: Record<ParsedFile['gaps'][number]['reason'], string> = {
  nul: 'NUL bytes',
  gzip: 'the gzip file ends early or is damaged',
  truncated: 'cut before it was read',
  gone: 'gone before it was read',
};

export const logsCommand: CliCommand = {
  register(program, run) {
    const logs = program.command('logs').description('print log records');
    registerLogsList(logs, run);
    registerLogsPurge(logs, run);
    logs
      .command('parse')
      .argument('<file...>')
      .description('read whole files, as they are, without touching the history')
      .action(run(parse));
  },
};
