/** Where a stack passes through: what makes two stacks the same error. */
export interface Frame {
  /** Normalised function: no arguments, addresses or generated suffixes; empty where only the file is known. */
  function: string;
  /** Base name of the file; null where the function is qualified and says enough. */
  file: string | null;
  /** Whether it is the application's own code. */
  inApp: boolean;
}

/** One language's way to print frames. */
export interface FrameReader {
  /** The frame of a line, null where it holds none. `next` is the line below, `state` all lines of the stack. */
  read(line: string, next: string | undefined): Frame | null;
  /** True where exceptions of this language have no types, so that the message counts. */
  untyped?: boolean;
  /** The part of a stack whose frames count, where that is not all of it. */
  relevant?(lines: readonly string[]): readonly string[];
}

/** `/app/dist/index-3f2a9c1b.js?v=1` → `index.js`: no folders, no build hash. */
export function baseName(path: string): string {
  const name =
    path
      .replace(/[?#].*$/u, '')
      .split(/[/\\]/u)
      .at(-1) ?? path;
  return name.replace(/[-._](?=[\da-z]{6,}\.)(?=[a-z]*\d|\d)[\da-zA-Z_-]{6,}(?=\.)/u, '');
}
