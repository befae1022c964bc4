/** Without what is null or undefined; undefined where nothing is left. The values themselves stay as they are. */
export function compact(record: Record<string, unknown>): Record<string, unknown> | undefined {
  const said = Object.entries(record).filter(([, value]) => value !== null && value !== undefined);
  return said.length === 0 ? undefined : Object.fromEntries(said);
}

/** Every text in a value replaced by what `text` makes of it; keys stay. */
export function mapTexts(value: unknown, text: (value: string) => string): unknown {
  if (typeof value === 'string') return text(value);
  if (Array.isArray(value)) return value.map((item) => mapTexts(item, text));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, mapTexts(part, text)]));
}
