/** `values` of a series: one series for whatever field a rule looks at, or a map of field to series. */
import { isTreeMap, Scalar } from '../../../../shared/config/scalar.ts';

export function valueTexts(input: unknown): Record<string, string> {
  if (input instanceof Scalar && !input.blank) return { '*': input.text };
  if (!isTreeMap(input)) return {};
  return Object.fromEntries(
    Object.entries(input).flatMap(([name, part]) => (part instanceof Scalar ? [[name, part.text]] : [])),
  );
}
