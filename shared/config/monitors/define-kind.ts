import { type z } from 'zod';
import { fields, type Fields, type Shape } from '../fields.ts';
import type { CheckKindName, MonitorBase, MonitorConfig } from '../model.ts';
import { oneOf } from '../values/plain.ts';
import { type MonitorContext, baseShape, buildBase } from './base.ts';

/** A mistake at a path inside a document, before it has a place in a file. */
export interface SchemaIssue {
  path: PropertyKey[];
  message: string;
  params?: Record<string, unknown> | undefined;
}

export type Reading<T> = { ok: true; value: T } | { ok: false; issues: SchemaIssue[] };

/** Reads a tree with a schema. */
export function readWith<T>(schema: z.ZodType<T>, tree: unknown): Reading<T> {
  const result = schema.safeParse(tree);
  if (result.success) return { ok: true, value: result.data };
  const issues = result.error.issues.map((issue) => ({
    path: issue.path,
    message: issue.message,
    params: issue.code === 'custom' ? issue.params : undefined,
  }));
  return { ok: false, issues };
}

/** The language's side of one check kind: its keys, and what they mean. */
export interface MonitorKind {
  kind: CheckKindName;
  /** Every key a monitor of this kind may have. */
  shape: Shape;
  /** Reads a whole monitor, defaults and group already laid beneath it. */
  read(tree: unknown, context: MonitorContext): Reading<MonitorConfig>;
}

/** Puts one kind together from the keys it adds and from what it makes of them. */
export function defineKind<K extends CheckKindName, S extends Shape>(
  kind: K,
  ownShape: S,
  build: (own: Fields<S>, base: MonitorBase, context: MonitorContext) => MonitorConfig,
): MonitorKind {
  const shape: Shape = { ...baseShape, kind: oneOf([kind]), ...ownShape };
  const schema = fields(shape);
  return {
    kind,
    shape,
    read(tree, context) {
      const reading = readWith(schema, tree);
      if (!reading.ok) return reading;
      const base = buildBase(reading.value as Fields<typeof baseShape>, context);
      return { ok: true, value: build(reading.value as Fields<S>, base, context) };
    },
  };
}
