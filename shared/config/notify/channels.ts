import { z } from 'zod';
import { describeGot } from '../leaf.ts';
import { fields, type Fields, listOf, readInside, type Shape } from '../fields.ts';
import type { ChannelConfig } from '../model.ts';
import { isTreeMap } from '../scalar.ts';
import { SEVERITIES } from '../../domain/severity.ts';
import { httpUrl } from '../values/address.ts';
import { bool, id, oneOf, text, textLike } from '../values/plain.ts';
import { match } from './match.ts';

const secretText = text('text', { secret: true });
const mailAddress = textLike('an e-mail address', /^[^\s@]+@[^\s@]+$/);

/** The keys that each kind of channel adds. */
const CHANNEL_SHAPES: Record<string, Shape> = {
  desktop: {},
  slack: { url: httpUrl },
  discord: { url: httpUrl },
  email: {
    smtp: textLike('a URL that begins with smtp:// or smtps://', /^smtps?:\/\/\S+$/, { secret: true }),
    from: mailAddress,
    to: listOf(mailAddress, { min: 1 }),
  },
  webhook: { url: httpUrl, secret: secretText.optional() },
  command: { argv: listOf(text('a program or argument', { empty: true }), { min: 1 }) },
};

const commonShape = {
  id,
  min_severity: oneOf(SEVERITIES).optional(),
  recovery: bool.optional(),
  evidence: oneOf(['full', 'titles', 'none']).optional(),
  match: match.optional(),
};

const kinds = Object.keys(CHANNEL_SHAPES) as ChannelConfig['kind'][];

const channelKind = oneOf(kinds);

const anyKeys = new Set(Object.values(CHANNEL_SHAPES).flatMap((shape) => Object.keys(shape)));

/** One entry of `notify.channels`; its keys depend on its kind. */
export const channel: z.ZodType<ChannelConfig> = z.unknown().transform((input, context): ChannelConfig => {
  if (!isTreeMap(input)) {
    context.issues.push({ code: 'custom', message: `expected a map, got ${describeGot(input)}`, input });
    return z.NEVER;
  }
  const kindName = kinds.find((kind) => kind === Object(input['kind']).text) ?? null;
  const own: Shape =
    kindName === null
      ? Object.fromEntries([...anyKeys].map((key) => [key, z.unknown().optional()]))
      : (CHANNEL_SHAPES[kindName] ?? {});
  const schema = fields({ ...commonShape, kind: channelKind, ...own });
  const parsed: Fields<typeof commonShape> = readInside(schema, input, [], context);
  return {
    id: parsed?.id,
    kind: kindName ?? 'desktop',
    minSeverity: parsed?.min_severity ?? 'warning',
    recovery: parsed?.recovery ?? true,
    match: parsed?.match ?? null,
  };
});
