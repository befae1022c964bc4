import type { Frame, FrameReader } from './frame.ts';
import { dotnetFrames } from './frames/dotnet.ts';
import { goFrames } from './frames/go.ts';
import { javaFrames } from './frames/java.ts';
import { nodeFrames } from './frames/at-node.ts';
import { phpFrames } from './frames/php.ts';
import { pythonFrames } from './frames/python.ts';
import { rubyFrames } from './frames/ruby.ts';
import { rustFrames } from './frames/rust.ts';

/** What of a stack counts for a fingerprint. */
export interface StackShape {
  /** The application's own frames, each once, in the order of the stack. */
  frames: string[];
  /** True where the language's exceptions have no types. */
  untyped: boolean;
}

/** Longer stacks differ in their upper frames already. */
const MAX_LINES = 2000;

/** A language's mark in a stack, the unmistakable ones first. */
const LANGUAGES: readonly [RegExp, FrameReader][] = [
  [/^[\s|]*File "[^"]*", line \d+/mu, pythonFrames],
  [/^goroutine \d+|^\t\S+\.go:\d+/mu, goFrames],
  [/^thread '[^']*'(?: \(\d+\))? panicked at /mu, rustFrames],
  [/^#\d+ (?:\S.*\(\d+\): |\{main\}|\[internal)/mu, phpFrames],
  [
    /^\s*at .*\((?:[\w$-]+\.(?:java|kt|scala|groovy|clj)(?::\d+)?|Native Method|Unknown Source)\)/mu,
    javaFrames,
  ],
  [/^\s*at .*\)(?: in .+:line \d+)\s*$|^\s*at [\w.`<>+|$[\],]+\([^():]*\)\s*$/mu, dotnetFrames],
  [/^\s*at |^[^\s@]*@\S+:\d+:\d+$/mu, nodeFrames],
  [/:\d+:in [`']/mu, rubyFrames],
];

/** The shape of a stack; without frames where its language is not known. */
export function shapeOf(stack: string): StackShape {
  const reader = LANGUAGES.find(([mark]) => mark.test(stack))?.[1];
  if (!reader) return { frames: [], untyped: false };
  const lines = stack.split('\n', MAX_LINES).map((line) => line.replace(/\r$/u, ''));
  const relevant = reader.relevant?.(lines) ?? lines;
  const own = relevant.flatMap((line, index) => {
    const frame = reader.read(line, relevant[index + 1]);
    return frame?.inApp ? [keyOf(frame)] : [];
  });
  return { frames: [...new Set(own)], untyped: reader.untyped === true };
}

function keyOf({ function: name, file }: Frame): string {
  return file === null ? name : `${name}@${file}`;
}
