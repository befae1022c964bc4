import { readFileSync } from 'node:fs';
import path from 'node:path';
import { Command } from 'commander';
import { expect, it } from 'vitest';
import { commands as cliCommands } from '../../electron/cli/commands.ts';
import { prometheusText } from '../../electron/serve/prometheus.ts';
import { calls, commands, events, requests } from '../../shared/contract/contract.ts';
import { instanceSchema } from '../../shared/contract/schemas.ts';

const page = (name: string) => readFileSync(path.join(import.meta.dirname, '../../docs', name), 'utf8');

/** `config init`, `serve` … with the long names of their options. */
function everyCommand(): { name: string; options: string[] }[] {
  const program = new Command();
  for (const command of cliCommands) command.register(program, () => () => Promise.resolve());
  const walk = (command: Command, before: string): { name: string; options: string[] }[] => {
    const name = `${before}${command.name()}`;
    const own = { name, options: command.options.map(({ long }) => long ?? '') };
    const children = command.commands.flatMap((child) => walk(child, `${name} `));
    // With options it does something by itself, beside those below it.
    return children.length > 0 && own.options.length === 0 ? children : [own, ...children];
  };
  return program.commands.flatMap((command) => walk(command, ''));
}

it.each(everyCommand())(
  'docs/cli.md shows $name with an example and all its options',
  ({ name, options }) => {
    const text = page('cli.md');
    expect(text).toMatch(new RegExp(`^watchpost (-\\S+ )*${name}\\b`, 'mu'));
    for (const option of options) expect(text.replaceAll('-p 7d', '--period 7d')).toContain(option);
  },
);

it('docs/cli.md shows no command that is not there', () => {
  const known = everyCommand().map(({ name }) => name);
  const shown = [
    ...page('cli.md').matchAll(/^(?:.*\| )?watchpost (?:--json )?([a-z][a-z-]*(?: [a-z-]+)?)/gmu),
  ].map(([, words = '']) => words);
  const unknown = shown.filter(
    (words) =>
      !known.some((name) => words === name || words.startsWith(`${name} `) || words.split(' ')[0] === name),
  );
  expect(unknown).toEqual([]);
});

it('docs/api.md names every entry of the contract, what an instance says, and every metric', () => {
  const text = page('api.md');
  const names = [...Object.keys(calls), ...Object.keys(events), ...Object.keys(instanceSchema.shape)];
  expect(names.filter((name) => !text.includes(`\`${name}\``))).toEqual([]);
  for (const [name, { input }] of Object.entries({ ...requests, ...commands })) {
    const row = text.split('\n').find((line) => line.startsWith(`| \`${name}\` |`)) ?? '';
    const inputs = Object.keys((input as { shape: object }).shape);
    expect({ name, missing: inputs.filter((key) => !row.includes(`\`${key}\``)) }).toEqual({
      name,
      missing: [],
    });
  }
  const metrics = prometheusText({ monitors: [] } as never).matchAll(/# TYPE (\S+)/gu);
  for (const [, metric = ''] of metrics) expect(text).toContain(`\`${metric}\``);
});
