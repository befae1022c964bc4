import { z } from 'zod';
import { entriesOf, fields, listOf } from '../fields.ts';
import type { HttpExpect, JsonAssertion, StatusRange } from '../model.ts';
import { Scalar } from '../scalar.ts';
import { headerNameProblem } from '../values/address.ts';
import { bool, number, oneOf, scalarValue, text } from '../values/plain.ts';
import { statusRange } from '../values/status.ts';

/** Every comparison an assertion may make, as written in the file. */
const COMPARISONS = ['equals', 'above', 'below', 'one_of', 'exists'] as const;

const assertionFields = fields({
  path: text('a path such as "services.database.status"'),
  equals: scalarValue.optional(),
  above: number.optional(),
  below: number.optional(),
  one_of: listOf(scalarValue, { min: 1 }).optional(),
  exists: bool.optional(),
  else: oneOf(['degraded', 'unhealthy', 'unknown']).optional(),
});

const assertion = assertionFields.transform((parsed, context): JsonAssertion => {
  const used = COMPARISONS.filter((key) => parsed[key] !== undefined);
  if (used.length === 0) {
    context.issues.push({
      code: 'custom',
      message: `expected one of ${COMPARISONS.join(', ')}`,
      input: parsed,
    });
  }
  if (parsed.exists === false && used.length > 1) {
    const message = 'exists: false leaves nothing to compare';
    context.issues.push({ code: 'custom', message, input: parsed, path: ['exists'] });
  }
  const { path, above, below, exists } = parsed;
  return {
    path,
    ...(parsed.equals !== undefined && { equals: parsed.equals.value }),
    ...(above !== undefined && { above }),
    ...(below !== undefined && { below }),
    ...(parsed.one_of !== undefined && { oneOf: parsed.one_of.map(({ value }) => value) }),
    ...(exists !== undefined && { exists }),
    else: parsed.else ?? 'unhealthy',
  };
});

/** One range or a list of them. */
const statusList: z.ZodType<StatusRange[]> = z.preprocess(
  (input) => (input instanceof Scalar && !input.blank ? [input] : input),
  listOf(statusRange, { min: 1 }),
);

/** The `expect` map of an `http` monitor. */
export const httpExpect = fields({
  status: statusList.optional(),
  body: oneOf(['auto', 'none']).optional(),
  headers: entriesOf(text(), headerNameProblem).optional(),
  contains: text().optional(),
  not_contains: text().optional(),
  matches: text('an RE2 pattern').optional(),
  json: listOf(assertion).optional(),
});

/** Fills in what is not said: status 200 to 399, body auto. */
export function buildExpect(parsed: z.output<typeof httpExpect> | undefined): HttpExpect {
  const given: z.output<typeof httpExpect> = parsed ?? {};
  return {
    status: given.status ?? [{ from: 200, to: 399 }],
    body: given.body ?? 'auto',
    headers: Object.fromEntries((given.headers ?? []).map(([name, value]) => [name.toLowerCase(), value])),
    contains: given.contains ?? null,
    notContains: given.not_contains ?? null,
    matches: given.matches ?? null,
    json: given.json ?? [],
  };
}
