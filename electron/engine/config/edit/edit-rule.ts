import type { Config } from '../../../../shared/config/model.ts';
import type { LoadDependencies } from '../load.ts';
import { configFiles } from './config-files.ts';
import { givenRule, type TextProblem } from './rule-given.ts';
import { findRule, ruleIn, withoutRule, withRule } from './rule-text.ts';
import { writeFileAtomically } from './write-file.ts';

/** A rule in its place in the configuration, not written yet; or what is wrong with it, in its own text. */
export type PlacedRule =
  | { ok: true; id: string; config: Config; file: string; text: string }
  | { ok: false; problems: TextProblem[] };

/** Alert rules of a configuration and of the files that it includes. */
export interface RuleFile {
  /** Judges a rule where it would stand: in the place of the one with its id, else at the end of the main file. */
  place(rule: string): Promise<PlacedRule>;
  /** As it stands in its file; null where there is none of that id, or it is not written line by line. */
  text(id: string): Promise<{ file: string; line: number; text: string } | null>;
  /** Writes what `place` or `without` gave. @throws what the file system throws */
  write(file: string, text: string): void;
  /** The file without the rule, and what is wrong with it then. Null where `text` knows none. */
  without(id: string): Promise<{ file: string; text: string; problems: string[] } | null>;
}

/** @param path of the main file, which may not be there yet */
export function ruleFile(path: string, dependencies: LoadDependencies): RuleFile {
  const { main, textOf, loadWith, list } = configFiles(path, dependencies);

  /** The file in which the rule stands. */
  async function homeOf(id: string): Promise<string | null> {
    return (await list()).find((file) => findRule(textOf(file), id) !== null) ?? null;
  }

  return {
    async place(rule) {
      const given = givenRule(rule);
      if (!given.ok) return given;
      const { id } = given;
      const file = (await homeOf(id)) ?? main;
      const text = withRule(textOf(file), id, given.text);
      const result = await loadWith(file, text);
      if (result.ok) return { ok: true, id, config: result.config, file, text };
      const stands = findRule(text, id);
      const problems = result.problems.map(
        ({ file: at, line, column, path: where, message }): TextProblem => {
          const own = stands && at === file ? line - stands.line + 1 : 0;
          const inside = own >= 1 && own <= given.text.trimEnd().split('\n').length;
          return inside && stands
            ? { line: own, column: Math.max(1, column - stands.content), path: inRule(where), message }
            : { line: 1, column: 1, path: where, message: `${message} (${at}:${line})` };
        },
      );
      return { ok: false, problems };
    },

    async text(id) {
      const file = await homeOf(id);
      if (file === null) return null;
      const all = textOf(file);
      const text = ruleIn(all, id);
      return text === null ? null : { file, line: findRule(all, id)?.line ?? 1, text };
    },

    write: writeFileAtomically,

    async without(id) {
      const file = await homeOf(id);
      const text = file === null ? null : withoutRule(textOf(file), id);
      if (file === null || text === null) return null;
      const result = await loadWith(file, text);
      const problems = result.ok
        ? []
        : result.problems.map(({ file: at, line, column, message }) => `${at}:${line}:${column} ${message}`);
      return { file, text, problems };
    },
  };
}

/** `alerts[3].when.above` is `when.above` to whoever writes one rule. */
function inRule(path: string): string {
  return path.replace(/^alerts\[\d+\]\.?/u, '');
}
