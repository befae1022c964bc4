import type { LogError } from '../record.ts';
import { readAtStyle } from './exceptions/at-style.ts';
import { readGo } from './exceptions/go.ts';
import { readPhp } from './exceptions/php.ts';
import { readPython } from './exceptions/python.ts';
import { readRuby } from './exceptions/ruby.ts';
import { readRust } from './exceptions/rust.ts';

/** An exception found in lines of text. */
export interface FoundException extends LogError {
  /** Index of the line it begins in. */
  start: number;
  /** True for a panic that ended its process. */
  isFatal?: boolean;
}

/** One language's way to print exceptions; null where the lines hold none of it. */
export type ExceptionReader = (lines: readonly string[]) => FoundException | null;

/** The ones with an unmistakable mark first. */
const READERS: readonly ExceptionReader[] = [readPython, readGo, readRust, readPhp, readAtStyle, readRuby];

/** The exception that lines of text carry with its stack, or null. */
export function readException(lines: readonly string[]): FoundException | null {
  for (const read of READERS) {
    const found = read(lines);
    if (found) return found;
  }
  return null;
}

const STACK_LINE =
  /^\s+at |^\s*File "[^"]*", line \d|^goroutine \d|^\t[^\s:]+\.go:\d|^#\d+ |^\s*\d+: .*::|:\d+:in [`']|^thread '|^[^\s@]*@[^\s]+:\d+:\d+$/mu;

/** Whether a text has at least one line as stack traces have them. */
export function looksLikeStack(text: string): boolean {
  return STACK_LINE.test(text);
}
