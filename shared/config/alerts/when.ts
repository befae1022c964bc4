/** The forms of `when`. A new one is one file in `forms/` and one entry here. */
import { z } from 'zod';
import { readInside } from '../fields.ts';
import { describeGot } from '../leaf.ts';
import { isTreeMap, Scalar } from '../scalar.ts';
import type { IssueContext, WhenForm } from './form.ts';
import { certExpiresForm, fileAgeForm } from './forms/age.ts';
import { burnRateForm } from './forms/burn-rate.ts';
import { componentForm } from './forms/component.ts';
import { errorRateForm } from './forms/error-rate.ts';
import { latencyForm } from './forms/latency.ts';
import { logsForm } from './forms/logs.ts';
import { noDataForm } from './forms/no-data.ts';
import { restartsForm } from './forms/restarts.ts';
import { stateForm } from './forms/state.ts';
import { uptimeForm } from './forms/uptime.ts';
import type { Condition } from './model.ts';

/** `component` comes before `state`, which it has as a second key; `logs` before all that share its keys. */
export const WHEN_FORMS: readonly WhenForm[] = [
  componentForm,
  stateForm,
  latencyForm,
  errorRateForm,
  uptimeForm,
  certExpiresForm,
  fileAgeForm,
  logsForm,
  noDataForm,
  restartsForm,
  burnRateForm,
];

/** Forms that are promised, so that their mention is not taken for a slip of the pen. */
const LATER_FORMS = ['metric', 'value'];
const NAMES = [...WHEN_FORMS.map(({ key }) => key), 'all', 'any'].join(', ');
const DEEPEST = 8;
const NOTHING: Condition = { kind: 'all', parts: [] };

function readCondition(input: unknown, context: IssueContext, depth: number): Condition {
  const fail = (message: string, path: string[] = []): Condition => {
    context.issues.push({ code: 'custom', message, input, path });
    return NOTHING;
  };
  if (input === undefined) return fail('is missing, expected a condition such as { state: unhealthy }');
  if (!isTreeMap(input))
    return fail(`expected a map such as { state: unhealthy }, got ${describeGot(input)}`);
  const keys = Object.keys(input).filter((key) => !key.startsWith('x-'));
  const joined = keys.find((key) => key === 'all' || key === 'any');
  if (joined === 'all' || joined === 'any') {
    const stray = keys.find((key) => key !== joined);
    if (stray !== undefined) return fail(`${stray} has no meaning beside ${joined}`, [stray]);
    return readParts(joined, input[joined], context, depth);
  }
  const form = WHEN_FORMS.find(({ key }) => keys.includes(key));
  if (form) return form.read(input, context);
  const later = LATER_FORMS.find((key) => keys.includes(key));
  if (later !== undefined)
    return fail(`"${later}" comes with a later version, the forms are ${NAMES}`, [later]);
  return fail(`expected one of ${NAMES}`);
}

function readParts(kind: 'all' | 'any', list: unknown, context: IssueContext, depth: number): Condition {
  const fail = (message: string): Condition => {
    context.issues.push({ code: 'custom', message, input: list, path: [kind] });
    return NOTHING;
  };
  if (!Array.isArray(list) || list instanceof Scalar)
    return fail(`expected a list of conditions, got ${describeGot(list)}`);
  if (list.length === 0) return fail('expected at least one condition');
  if (depth >= DEEPEST) return fail('conditions are nested too deeply');
  const parts = list.map((part: unknown, index) => {
    const schema = z.unknown().transform((inner, own): Condition => {
      const condition = readCondition(inner, own, depth + 1);
      if (condition.kind === 'burn_rate') {
        own.issues.push({
          code: 'custom',
          message: 'burn_rate stands alone, not inside all or any',
          input: inner,
        });
      }
      return condition;
    });
    return readInside(schema, part, [kind, index], context);
  });
  return { kind, parts };
}

/** The `when` of a rule. */
export const when: z.ZodType<Condition> = z
  .unknown()
  .transform((input, context) => readCondition(input, context, 0));
