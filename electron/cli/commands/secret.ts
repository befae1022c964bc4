import { createInterface } from 'node:readline/promises';
import { text } from 'node:stream/consumers';
import { osKeychain } from '../../host/keychain.ts';
import type { Action, CliCommand } from '../command.ts';
import { CliFailure, EXIT } from '../failure.ts';

const NAME = /^[A-Za-z0-9][\w.-]*$/u;

function checkName(name = ''): string {
  if (NAME.test(name)) return name;
  throw new CliFailure('usage', `A secret's name has letters, digits, "_", "." and "-".`, {
    exitCode: EXIT.usage,
  });
}

/** The value, which may have many lines, comes from standard input: arguments are visible to other users and stay in the shell's history. */
const set: Action<object> = async ({ output }, _options, given) => {
  const name = checkName(given);
  const value = await (process.stdin.isTTY ? typedLine(name) : text(process.stdin));
  const secret = value.replace(/\r?\n$/u, '');
  if (secret === '') {
    throw new CliFailure('no-value', 'No value came on standard input; nothing was stored.');
  }
  osKeychain().set(name, secret);
  output.line(`Stored. Use it as \${secret:${name}}.`);
  output.document({ name, stored: true });
  return EXIT.ok;
};

async function typedLine(name: string): Promise<string> {
  process.stderr.write(`Value of ${name} (shown as you type; or pipe it in): `);
  const lines = createInterface({ input: process.stdin });
  const { value } = await lines[Symbol.asyncIterator]().next();
  lines.close();
  return typeof value === 'string' ? value : '';
}

const remove: Action<object> = async ({ output }, _options, given) => {
  const name = checkName(given);
  if (!osKeychain().remove(name)) throw new CliFailure('unknown-secret', `There is no secret named ${name}.`);
  output.line(`Removed ${name}.`);
  output.document({ name, removed: true });
  return EXIT.ok;
};

export const secretCommand: CliCommand = {
  register(program, run) {
    const secret = program.command('secret').description('keep a secret in the keychain of this machine');
    secret
      .command('set')
      .argument('<name>')
      .description('store a value read from standard input')
      .action(run(set));
    secret.command('remove').argument('<name>').description('forget a value').action(run(remove));
  },
};
