import { jsonFormat } from './json-lines.ts';

const HOLE = /\{\{|\}\}|\{[@$]?([\w.]+)(?:,-?\d+)?(?::[^{}]*)?\}/gu;

/**
 * Serilog's compact JSON: `@t`, `@l` (left out for information), `@m` or only the template `@mt`, `@x` the
 * exception with its stack, `@i` a hash of the template. `Verbose` is its lowest level.
 */
export const serilogCompact = jsonFormat({
  name: 'serilog',
  claims: (object) =>
    typeof object['@t'] === 'string' && (object['@m'] !== undefined || object['@mt'] !== undefined),
  refine: (read, object) => ({
    ...read,
    level: object['@l'] === undefined ? 'info' : object['@l'] === 'Verbose' ? 'trace' : read.level,
    message: object['@m'] === undefined ? render(read.message, object) : read.message,
  }),
});

/** The template with its holes filled from the record's properties; unknown holes stay. */
function render(template: string, object: Readonly<Record<string, unknown>>): string {
  return template.replaceAll(HOLE, (hole, name: string | undefined) => {
    if (name === undefined) return hole.slice(1);
    const value = object[name];
    if (value === undefined) return hole;
    return typeof value === 'string' ? value : JSON.stringify(value);
  });
}
