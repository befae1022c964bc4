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

/** Serilog's JsonFormatter: `Timestamp`, `Level`, `MessageTemplate`, perhaps `RenderedMessage`, `Exception`, `Properties`. */
export const serilogJson = jsonFormat({
  name: 'serilog-json',
  claims: (object) => typeof object['MessageTemplate'] === 'string' && typeof object['Level'] === 'string',
  refine(read, { MessageTemplate: template, RenderedMessage: rendered, Level: level, Properties: given }) {
    const isObject = typeof given === 'object' && given !== null;
    const properties = isObject ? (given as Readonly<Record<string, unknown>>) : {};
    const { Properties: _properties, ...fields } = read.fields;
    const { SourceContext: context, ...others } = properties;
    return {
      ...read,
      level: level === 'Verbose' ? 'trace' : read.level,
      message: typeof rendered === 'string' ? rendered : render(String(template), properties),
      logger: typeof context === 'string' ? context : read.logger,
      fields: { ...(isObject ? fields : read.fields), ...others },
    };
  },
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
