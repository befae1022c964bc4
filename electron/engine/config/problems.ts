import { relative } from 'node:path';
import type { ConfigProblem } from '../../../shared/config/model.ts';
import type { Origin } from './places.ts';

/** So that a hostile file cannot fill the memory with complaints. */
const MOST_PROBLEMS = 1_000;

export function problemAt(origin: Origin, message: string): ConfigProblem {
  return { file: origin.file, line: origin.line, column: origin.column, path: origin.path, message };
}

function byPlace(files: Map<string, number>): (a: ConfigProblem, b: ConfigProblem) => number {
  const order = (problem: ConfigProblem) => files.get(problem.file) ?? files.size;
  return (a, b) => order(a) - order(b) || a.line - b.line || a.column - b.column;
}

/**
 * Sorted by place (files in the order given), each once, with `mask` over the texts, and cut to the first
 * thousand with a last line that counts the rest.
 */
export function arrangeProblems(
  problems: readonly ConfigProblem[],
  files: readonly string[],
  mask: (text: string) => string,
): ConfigProblem[] {
  const seen = new Set<string>();
  const fileOrder = new Map(files.map((file, index) => [file, index]));
  const distinct = problems
    .toSorted(byPlace(fileOrder))
    .map((problem) => ({ ...problem, message: mask(problem.message) }))
    .filter(({ file, line, column, message }) => {
      const key = JSON.stringify([file, line, column, message]);
      return !seen.has(key) && Boolean(seen.add(key));
    });
  const kept = distinct.slice(0, MOST_PROBLEMS);
  const last = kept.at(-1);
  const left = distinct.length - kept.length;
  return left > 0 && last ? [...kept, { ...last, path: '', message: `and ${left} more problems` }] : kept;
}

/**
 * One line: `watchpost.yaml:12:15 monitors[2].interval: expected a duration such as "30s", got "soon"`.
 * The file is shown relative to `cwd` where it lies beneath it.
 */
export function formatProblem(problem: ConfigProblem, { cwd }: { cwd: string }): string {
  const near = relative(cwd, problem.file);
  const file = near === '' || near.startsWith('..') ? problem.file : near;
  const place = `${file}:${problem.line}:${problem.column}`;
  return problem.path === ''
    ? `${place}: ${problem.message}`
    : `${place} ${problem.path}: ${problem.message}`;
}
