import type { en } from './en.ts';

/** A message catalogue: the compiler refuses a language that lacks a text or gives one another shape. */
export type Messages = typeof en;
