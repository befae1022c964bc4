import { realpathSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import type { ConfigProblem } from '../../../shared/config/model.ts';
import { isTreeMap, Scalar, type Tree, type TreeMap } from '../../../shared/config/scalar.ts';
import { findFiles, isGlob } from './find-files.ts';
import type { Origin } from './places.ts';
import { problemAt } from './problems.ts';
import type { SourceText } from './yaml/source.ts';
import { parseYaml } from './yaml/syntax.ts';
import { buildTree, type LoadState } from './yaml/tree-builder.ts';

const MOST_FILES = 1_000;

/** One file of the configuration. */
export interface Document {
  file: string;
  tree: TreeMap;
}

export interface Documents {
  /** In the order in which they are merged. */
  documents: Document[];
  problems: ConfigProblem[];
  /** Every file read, in that order, then files and folders whose appearance would change the answer. */
  files: string[];
  /** False when some content is missing, so that references into it cannot be judged. */
  complete: boolean;
}

function identity(file: string): string {
  try {
    return realpathSync(file);
  } catch {
    // A file that is not there is only known by its name; reading it tells what is wrong.
    return file;
  }
}

/** Reads the main file and, depth first, everything it includes. */
export function readDocuments(
  mainFile: string,
  state: LoadState,
  readSource: (file: string) => SourceText,
): Documents {
  const documents: Document[] = [];
  const problems: ConfigProblem[] = [];
  const files = new Set<string>();
  const folders = new Set<string>();
  const read = new Set<string>();
  let complete = true;

  function fail(origin: Origin, message: string): void {
    complete = false;
    problems.push(problemAt(origin, message));
  }

  function readOne(file: string, from: Origin, parents: string[]): void {
    files.add(file);
    read.add(identity(file));
    const source = readSource(file);
    if (!source.ok) return fail(from, parents.length === 0 ? source.message : `${file}: ${source.message}`);
    const start: Origin = { file, line: 1, column: 1, path: '' };
    const parsed = parseYaml(source.text);
    if (!parsed) return fail(start, 'nested too deeply to be read');
    const { tree, problems: found } = buildTree(parsed, file, state);
    for (const problem of found) problems.push(problem);
    if (tree === null) {
      complete = false;
      return;
    }
    if (tree instanceof Scalar && tree.blank) return;
    if (!isTreeMap(tree)) return fail(start, 'expected a map with keys such as monitors');
    documents.push({ file, tree });
    if (Object.hasOwn(tree, 'include')) readIncludes(tree['include'], file, [...parents, identity(file)]);
  }

  function readIncludes(include: Tree | undefined, file: string, parents: string[]): void {
    const list = include instanceof Scalar && include.blank ? [] : include;
    const place = (part: unknown): Origin =>
      state.places.of(part) ?? { file, line: 1, column: 1, path: 'include' };
    if (!Array.isArray(list))
      return fail(place(include), 'expected a list of files or globs; write it in [ ]');
    for (const entry of list) {
      if (!(entry instanceof Scalar) || entry.text === '')
        fail(place(entry), 'expected a file or glob in quotes');
      else if (entry.problem !== null) fail(place(entry), entry.problem);
      else if (!entry.reported) readPattern(resolve(dirname(file), entry.text), entry, place(entry), parents);
    }
  }

  function readPattern(pattern: string, entry: Scalar, origin: Origin, parents: string[]): void {
    if (!isGlob(entry.text)) {
      if (parents.includes(identity(pattern))) return fail(origin, `${entry.text} includes itself`);
      if (!read.has(identity(pattern))) readWithin(pattern, origin, parents);
      return;
    }
    const found = findFiles(pattern, MOST_FILES + 1);
    for (const folder of found.folders) folders.add(folder);
    for (const file of found.files) if (!read.has(identity(file))) readWithin(file, origin, parents);
  }

  function readWithin(file: string, origin: Origin, parents: string[]): void {
    if (files.size < MOST_FILES) readOne(file, origin, parents);
    else if (complete) fail(origin, `more than ${MOST_FILES} files are included`);
  }

  readOne(mainFile, { file: mainFile, line: 1, column: 1, path: '' }, []);
  return { documents, problems, files: [...files, ...folders], complete };
}
