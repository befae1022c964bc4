import { compilePattern, type SearchTerm } from '../queries/search-text.ts';
import { fieldTest } from './field-test.ts';
import { fragmentsOf, ignoringCase, isFragment } from './fragments.ts';
import { isLoose } from './loose.ts';
import { fragmentsOfPattern } from './pattern-fragments.ts';
import type { SearchedRecord } from './searched-record.ts';
import { textsOf } from './texts-of.ts';

/** One term, ready to be asked. */
export interface CompiledTerm {
  /** Pieces that stand in the lines of every record that fits, unless the record is loose; maybe none. */
  fragments: readonly string[];
  /** What `fits` a whole block's text does not have at all, no record of it has; null where that cannot be said. */
  blockTest: ((text: string) => boolean) | null;
  fits: (record: SearchedRecord) => boolean;
}

/** Letters and signs that stand in the lines either as they are or as a `\\u` escape. */
const BEYOND_ASCII = /^[^\u0000-\u007f]+$/u;

/** Fields whose values need not stand in the lines. */
const APART = new Set(['level', 'source', 'service', 'file']);

export function compileTerm(term: SearchTerm): CompiledTerm {
  const compiled = compilePositive(term);
  if (!term.excludes) return compiled;
  return { fragments: [], blockTest: null, fits: (record) => !compiled.fits(record) };
}

function compilePositive(term: SearchTerm): CompiledTerm {
  switch (term.kind) {
    case 'text':
      return compileText(term.text);
    case 'pattern':
      return compileRe2(term.pattern, term.ignoreCase);
    case 'field': {
      const isApart = APART.has(term.name) || term.value.toLowerCase() === 'null';
      const fragments = isApart ? [] : fragmentsOf(term.value);
      return { fragments, blockTest: null, fits: fieldTest(term.name, term.value) };
    }
  }
}

function compileText(text: string): CompiledTerm {
  const pattern = ignoringCase(text);
  const isPlain = isFragment(text);
  const isForeign = BEYOND_ASCII.test(text);
  return {
    fragments: fragmentsOf(text),
    blockTest: isForeign ? (lines) => pattern.test(lines) || lines.includes('\\u') : null,
    fits(record) {
      const { raw, format } = record;
      if (pattern.test(raw)) return true;
      const decides = isPlain || (isForeign && !raw.includes('\\u'));
      if (decides && !isLoose(format, raw)) return false;
      return textsOf(record).some((own) => pattern.test(own));
    },
  };
}

function compileRe2(source: string, ignoreCase: boolean): CompiledTerm {
  const pattern = compilePattern(source, ignoreCase);
  return {
    fragments: fragmentsOfPattern(source, ignoreCase),
    blockTest: null,
    fits: (record) => pattern.test(record.raw) || textsOf(record).some((own) => pattern.test(own)),
  };
}
