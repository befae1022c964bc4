/** Where a part of the configuration was written. */
export interface Origin {
  /** Absolute path. */
  file: string;
  /** Both count from 1. */
  line: number;
  column: number;
  /** Path inside its file, such as `monitors[2].interval`. */
  path: string;
}

/** `a.b[0]` from steps; a key that is no plain word stands in brackets and quotes. */
export function joinPath(path: string, step: PropertyKey): string {
  if (typeof step === 'number') return `${path}[${step}]`;
  const key = String(step);
  if (!/^[\w-]+$/.test(key)) return `${path}[${JSON.stringify(key)}]`;
  return path === '' ? key : `${path}.${key}`;
}

/** Remembers the origin of every part of the trees of one load. */
export class Places {
  readonly #parts = new WeakMap<object, Origin>();
  readonly #keys = new WeakMap<object, Map<string, Origin>>();

  set(part: object, origin: Origin): void {
    this.#parts.set(part, origin);
  }

  of(part: unknown): Origin | undefined {
    return typeof part === 'object' && part !== null ? this.#parts.get(part) : undefined;
  }

  setKey(map: object, key: string, origin: Origin): void {
    const keys = this.#keys.get(map) ?? new Map<string, Origin>();
    keys.set(key, origin);
    this.#keys.set(map, keys);
  }

  /** Where a key of a map stands. */
  key(map: object, key: string): Origin | undefined {
    return this.#keys.get(map)?.get(key);
  }
}
