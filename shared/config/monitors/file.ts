import { fields } from '../fields.ts';
import { path } from '../values/address.ts';
import { durationLimits } from '../values/limits.ts';
import { integer, oneOf } from '../values/plain.ts';
import { ratio } from '../values/ratio.ts';
import { size } from '../values/size.ts';
import { defineKind } from './define-kind.ts';

const COUNT = integer(0, 1_000_000);

const count = fields({ min: COUNT.optional(), max: COUNT.optional() }).transform((parsed, context) => {
  if (parsed.min !== undefined && parsed.max !== undefined && parsed.min > parsed.max) {
    context.issues.push({ code: 'custom', message: 'max is below min', input: parsed, path: ['max'] });
  }
  return { min: parsed.min ?? null, max: parsed.max ?? null };
});

const shape = {
  path,
  type: oneOf(['file', 'dir']).optional(),
  newest: durationLimits('rising').optional(),
  min_size: size.optional(),
  count: count.optional(),
  shrink: ratio.optional(),
};

/** Kind `file`: age, size and number of files or folders, such as backups. */
export const fileKind = defineKind('file', shape, (own, base, context) => ({
  ...base,
  kind: 'file',
  path: context.resolve(own.path.folder, own.path.path),
  type: own.type ?? 'file',
  newest: own.newest ?? {},
  minSize: own.min_size ?? null,
  count: own.count ?? { min: null, max: null },
  shrink: own.shrink ?? null,
}));
