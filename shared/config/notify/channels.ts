import { z } from 'zod';
import { describeGot, leaf, Mismatch } from '../leaf.ts';
import { fields, type Fields, listOf, readInside, type Shape } from '../fields.ts';
import type { ChannelBase, ChannelConfig, ChannelKindName, DesktopChannel, EvidenceLevel } from '../model.ts';
import { isTreeMap, Scalar } from '../scalar.ts';
import { SEVERITIES } from '../../domain/severity.ts';
import { httpUrl } from '../values/address.ts';
import { bool, id, oneOf, text, textLike } from '../values/plain.ts';
import { hasTemplate, templateProblem } from './argv-template.ts';
import { match } from './match.ts';
import { smtpUrl } from './smtp-url.ts';

const EVIDENCE = ['full', 'titles', 'none'] as const;
const mailAddress = textLike('an e-mail address', /^[^\s@<>,;:"()[\]\\]+@[^\s@<>,;:"()[\]\\]+$/);

/** A program or one of its arguments. */
const argument = leaf('a program or argument', ({ text: word, blank, quoted }) => {
  if (blank && !quoted) return undefined;
  if (word.includes('\0')) return new Mismatch('an argument cannot hold NUL');
  const problem = templateProblem(word);
  return problem === null ? word : new Mismatch(problem);
});

/** The program stands first and is named outright: what comes from outside never chooses what runs. */
const argv = listOf(argument, { min: 1 }).transform((words, context) => {
  const [program = ''] = words;
  if (program !== '' && !hasTemplate(program)) return words;
  const message = program === '' ? 'expected a program, got empty text' : 'the program cannot be a template';
  context.issues.push({ code: 'custom', message, input: words, path: [0] });
  return z.NEVER;
});

/** One kind of channel: the keys it adds, what it is by default told of evidence, and what it means. */
interface ChannelKind<S extends Shape = Shape> {
  shape: S;
  evidence: EvidenceLevel;
  build(base: ChannelBase, own: Fields<S>, folder: string): ChannelConfig;
}

function kindOf<S extends Shape>(kind: ChannelKind<S>): ChannelKind {
  return kind;
}

/** Every kind of channel; what leaves the machine is by default told no evidence. */
export const CHANNEL_KINDS: Record<ChannelKindName, ChannelKind> = {
  desktop: kindOf({
    shape: {},
    evidence: 'full',
    build: (base) => ({ ...base, kind: 'desktop' }),
  }),
  slack: kindOf({
    shape: { url: httpUrl },
    evidence: 'none',
    build: (base, { url }) => ({ ...base, kind: 'slack', url }),
  }),
  discord: kindOf({
    shape: { url: httpUrl },
    evidence: 'none',
    build: (base, { url }) => ({ ...base, kind: 'discord', url }),
  }),
  email: kindOf({
    shape: { smtp: smtpUrl, from: mailAddress, to: listOf(mailAddress, { min: 1 }) },
    evidence: 'none',
    build: (base, { smtp, from, to }) => ({ ...base, kind: 'email', smtp, from, to }),
  }),
  webhook: kindOf({
    shape: { url: httpUrl, secret: text('text', { secret: true }).optional() },
    evidence: 'none',
    build: (base, { url, secret }) => ({ ...base, kind: 'webhook', url, secret: secret ?? null }),
  }),
  command: kindOf({
    shape: { argv },
    evidence: 'none',
    build: (base, own, folder) => ({ ...base, kind: 'command', argv: own.argv, cwd: folder }),
  }),
};

/** The keys of every channel. */
const commonShape = {
  id,
  kind: oneOf(Object.keys(CHANNEL_KINDS) as ChannelKindName[]),
  min_severity: oneOf(SEVERITIES).optional(),
  recovery: bool.optional(),
  evidence: oneOf(EVIDENCE).optional(),
  match: match.optional(),
};

/** What a channel is told by default: warnings and worse, and when they are over. */
const STANDARD = { minSeverity: 'warning', recovery: true, match: null } as const;

/** The channel of `notify: { desktop: true }`. */
export const STANDARD_CHANNEL: DesktopChannel = {
  id: 'desktop',
  kind: 'desktop',
  ...STANDARD,
  evidence: CHANNEL_KINDS.desktop.evidence,
};

/** All keys of all kinds, for a channel whose kind is not known: none of them is then unknown. */
const anyShape: Shape = Object.fromEntries(
  Object.values(CHANNEL_KINDS)
    .flatMap(({ shape }) => Object.keys(shape))
    .map((key) => [key, z.unknown().optional()]),
);

/** One entry of `notify.channels`; its keys depend on its kind. */
export const channel: z.ZodType<ChannelConfig> = z.unknown().transform((input, context): ChannelConfig => {
  if (!isTreeMap(input)) {
    context.issues.push({ code: 'custom', message: `expected a map, got ${describeGot(input)}`, input });
    return z.NEVER;
  }
  const named = input['kind'] instanceof Scalar ? input['kind'].text : '';
  const kind = Object.hasOwn(CHANNEL_KINDS, named) ? CHANNEL_KINDS[named as ChannelKindName] : null;
  const schema = fields({ ...commonShape, ...(kind?.shape ?? anyShape) });
  const before = context.issues.length;
  const parsed: Fields<typeof commonShape> = readInside(schema, input, [], context);
  if (!kind || context.issues.length > before) return z.NEVER;
  const base: ChannelBase = {
    id: parsed.id,
    minSeverity: parsed.min_severity ?? STANDARD.minSeverity,
    recovery: parsed.recovery ?? STANDARD.recovery,
    evidence: parsed.evidence ?? kind.evidence,
    match: parsed.match ?? STANDARD.match,
  };
  const folder = input['id'] instanceof Scalar ? input['id'].folder : '';
  return kind.build(base, parsed, folder);
});
