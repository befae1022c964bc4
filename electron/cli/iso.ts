/** An instant as documents write it: ISO 8601, UTC, milliseconds. */
export const iso = (at: number): string => new Date(at).toISOString();
