/** The core's state as JSON and back. Maps become `{ "$map": [[key, value], …] }`. */
import type { CoreState } from './state.ts';

const MARK = '$map';

/** Changes when an older state can no longer be read. */
const VERSION = 2;

export function saveState(state: CoreState): string {
  return JSON.stringify({ version: VERSION, state }, (_, value: unknown) =>
    value instanceof Map ? { [MARK]: [...value] } : value,
  );
}

/** Null for what another version wrote, or what is no state at all. */
export function loadState(json: string): CoreState | null {
  let parsed: unknown;
  try {
    parsed = JSON.parse(json, (_, value: unknown) =>
      typeof value === 'object' && value !== null && MARK in value
        ? new Map(value[MARK] as [unknown, unknown][])
        : value,
    );
  } catch {
    // Whatever is not JSON was not written by this version, and is as good as none.
    return null;
  }
  const { version, state } = (parsed ?? {}) as { version?: unknown; state?: CoreState };
  return version === VERSION && state ? state : null;
}
