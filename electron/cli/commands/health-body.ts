import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { HealthReading } from '../../engine/health/dialect.ts';
import { readHealth } from '../../engine/health/read-health.ts';
import { bodyText } from '../../engine/monitors/checks/common/body-text.ts';
import { stateOfAnswer } from '../../engine/monitors/checks/decide.ts';
import type { State } from '../../../shared/domain/state.ts';
import type { Action, CliCommand } from '../command.ts';
import { CliFailure, EXIT } from '../failure.ts';
import { documentComponents } from '../health-document.ts';
import { wholeNumber } from '../options.ts';
import { columns, plain, stateMark } from '../output.ts';

interface BodyOptions {
  status: number;
  contentType?: string;
}

/** The file is said to be a health body, so that a web page in its place is as telling as at such an address. */
const HEALTH_PATH = '/health';
const TOO_MANY_REQUESTS = 429;

const healthBody: Action<BodyOptions> = async ({ output, cwd }, { status, contentType }, file = '') => {
  const body = readBody(path.resolve(cwd, file));
  const reading = readHealth(body, { status, contentType: contentType ?? null, path: HEALTH_PATH });
  const { dialect, because, components } = reading;
  const state = stateOf(reading, status);
  const message = bodyText(reading, components, state).join('; ');
  output.document({ dialect, state, components: documentComponents(components), message });
  output.line(
    [
      `${stateMark(output, state)} ${state}`,
      dialect === null ? 'not understood, the HTTP status decides' : `read as ${dialect}: ${because}`,
      ...(message === '' ? [] : [plain(message)]),
    ].join(' · '),
  );
  const rows = components.map((part) => [
    `  ${stateMark(output, part.state)}`,
    plain(part.path),
    part.state,
    plain(part.message ?? ''),
  ]);
  for (const line of columns(rows)) output.line(line);
  return EXIT.ok;
};

/** As a check of kind `http` decides where the configuration says nothing of its own. */
function stateOf(reading: HealthReading, status: number): State {
  if (status === TOO_MANY_REQUESTS && !reading.definesStatus) return 'unknown';
  return stateOfAnswer(reading, status >= 200 && status < 400);
}

function readBody(file: string): Uint8Array {
  try {
    return readFileSync(file);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new CliFailure('unreadable', `${file} cannot be read: ${reason}.`);
  }
}

export const healthBodyCommand: CliCommand = {
  register(program, run) {
    program
      .command('health-body')
      .argument('<file>')
      .description('show how a saved health body is read')
      .option('--status <code>', 'the HTTP status it came with', wholeNumber(100, 599), 200)
      .option('--content-type <type>', 'the Content-Type it came with')
      .action(run(healthBody));
  },
};
