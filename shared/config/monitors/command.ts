import { listOf } from '../fields.ts';
import { path } from '../values/address.ts';
import { oneOf, text } from '../values/plain.ts';
import { defineKind } from './define-kind.ts';

const shape = {
  argv: listOf(text('a program or argument', { empty: true }), { min: 1 }),
  cwd: path.optional(),
  read: oneOf(['auto', 'none']).optional(),
};

/** Kind `command`: runs a program without a shell and judges exit code and output. */
export const commandKind = defineKind('command', shape, (own, base, context) => ({
  ...base,
  kind: 'command',
  argv: own.argv,
  cwd: own.cwd === undefined ? context.folder : context.resolve(own.cwd.folder, own.cwd.path),
  read: own.read ?? 'auto',
}));
