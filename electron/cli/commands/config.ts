import { existsSync } from 'node:fs';
import path from 'node:path';
import type { ConfigProblem } from '../../../shared/config/model.ts';
import { initialConfig } from '../../engine/config/edit/initial-config.ts';
import { writeFileAtomically } from '../../engine/config/edit/write-file.ts';
import { formatProblem } from '../../engine/config/problems.ts';
import { effectiveYaml } from '../../engine/config/show/effective-yaml.ts';
import type { Action, CliCommand } from '../command.ts';
import { activeConfigFile } from '../context.ts';
import { CliFailure, EXIT } from '../failure.ts';
import { readConfig } from '../load.ts';
import { plainLines } from '../output.ts';

const validate: Action<object> = async (context, _options, given) => {
  const { output, cwd } = context;
  const file = given === undefined ? activeConfigFile(context.places) : path.resolve(cwd, given);
  const { config, warnings } = await readConfig(context, file);
  const tell = (problem: ConfigProblem) => output.error(`warning: ${formatProblem(problem, { cwd })}`);
  warnings.forEach(tell);
  const { length: monitors } = config.monitors;
  output.line(
    `${file} is valid: ${monitors} ${monitors === 1 ? 'monitor' : 'monitors'}, ${config.logs.length} log sources.`,
  );
  output.document({ file, valid: true, monitors, logs: config.logs.length, warnings });
  return EXIT.ok;
};

const init: Action<object> = async ({ output, places }) => {
  const { configFile } = places;
  if (existsSync(configFile)) {
    throw new CliFailure('exists', `${configFile} is there already; edit it, or name another with --config.`);
  }
  writeFileAtomically(configFile, initialConfig());
  output.line(`Wrote ${configFile}. Add your endpoints to it; Watchpost applies every save.`);
  output.document({ file: configFile });
  return EXIT.ok;
};

const show: Action<object> = async (context) => {
  const { config } = await readConfig(context);
  const yaml = effectiveYaml(config);
  context.output.line(plainLines(yaml.trimEnd()));
  context.output.document({ file: config.file, yaml });
  return EXIT.ok;
};

export const configCommand: CliCommand = {
  register(program, run) {
    const config = program.command('config').description('check, create or print the configuration');
    config
      .command('validate')
      .argument('[file]')
      .description('print every problem of a configuration')
      .action(run(validate));
    config.command('init').description('write a commented configuration to begin with').action(run(init));
    config.command('show').description('print the effective configuration, secrets masked').action(run(show));
  },
};
