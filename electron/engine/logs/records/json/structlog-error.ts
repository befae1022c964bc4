import type { LogError } from '../record.ts';

/**
 * The error of structlog's `dict_tracebacks`: a list of `{exc_type, exc_value, frames: [{filename, lineno, name}]}`, the
 * one that was reported first, what caused it behind it. The stack is written as Python prints it. Null for other lists.
 */
export function errorOfStructlog(chain: readonly unknown[]): LogError | null {
  const stacks = chain.flatMap((item) => stackOf(item) ?? []);
  const [reported, ...others] = stacks;
  if (!reported || stacks.length !== chain.length) return null;
  const printed = stacks.map(({ name, message, frames }) =>
    ['Traceback (most recent call last):', ...frames, message === '' ? name : `${name}: ${message}`].join(
      '\n',
    ),
  );
  return {
    name: reported.name,
    message: reported.message,
    stack: printed
      .toReversed()
      .join('\n\nThe above exception was the direct cause of the following exception:\n\n'),
    ...(others.length > 0 ? { causes: others.map(({ name }) => name) } : {}),
  };
}

function stackOf(item: unknown): { name: string; message: string; frames: string[] } | null {
  if (typeof item !== 'object' || item === null) return null;
  const { exc_type: name, exc_value: value, frames } = item as Record<string, unknown>;
  if (typeof name !== 'string' || !Array.isArray(frames)) return null;
  return { name, message: typeof value === 'string' ? value : '', frames: frames.flatMap(frameOf) };
}

function frameOf(frame: unknown): string[] {
  if (typeof frame !== 'object' || frame === null) return [];
  const { filename, lineno, name } = frame as Record<string, unknown>;
  return typeof filename === 'string'
    ? [`  File "${filename}", line ${Number(lineno)}, in ${String(name)}`]
    : [];
}
