/** What a scalar means under YAML 1.2 core; interpolated ones are always text. */
export type ScalarValue = string | number | boolean | null;

/**
 * One scalar of the file, with its source text kept beside its value: ids, names, globs and labels are read
 * from the text (`007` stays `007`), typed fields from both.
 */
export class Scalar {
  readonly value: ScalarValue;
  /** Source text without quotes, with `${…}` expanded; block scalars and escapes resolved. */
  readonly text: string;
  /** As it stands in the file before expansion. */
  readonly written: string;
  readonly quoted: boolean;
  /** True when a `${…}` was replaced; typed fields then read the text as their type. */
  readonly expanded: boolean;
  /** True when a secret went into the text; no message shows it then. */
  readonly secret: boolean;
  /** Why the value cannot be used, such as a variable that is not set. Told by the field that reads it. */
  readonly problem: string | null;
  /** Absolute folder of the file that contains it; relative paths start there. */
  readonly folder: string;
  /** True when the reader told a problem about this place already; nothing more is said about it. */
  readonly reported: boolean;

  constructor(parts: {
    value: ScalarValue;
    text?: string;
    written?: string;
    quoted?: boolean;
    expanded?: boolean;
    secret?: boolean;
    problem?: string | null;
    folder?: string;
    reported?: boolean;
  }) {
    this.value = parts.value;
    this.text = parts.text ?? String(parts.value ?? '');
    this.written = parts.written ?? this.text;
    this.quoted = parts.quoted ?? false;
    this.expanded = parts.expanded ?? false;
    this.secret = parts.secret ?? false;
    this.problem = parts.problem ?? null;
    this.folder = parts.folder ?? '';
    this.reported = parts.reported ?? false;
  }

  /** The text as messages may show it. */
  get shown(): string {
    return this.secret ? this.written : this.text;
  }

  /** A key with nothing behind it. */
  get blank(): boolean {
    return this.value === null && this.text === '';
  }
}

/** A YAML map; objects of this shape have no prototype. */
export interface TreeMap {
  [key: string]: Tree;
}

/** A configuration document as the schema reads it: maps, lists, and scalars that remember their source. */
export type Tree = Scalar | Tree[] | TreeMap;

/** True for a map of a tree. */
export function isTreeMap(tree: unknown): tree is TreeMap {
  return typeof tree === 'object' && tree !== null && !Array.isArray(tree) && !(tree instanceof Scalar);
}
