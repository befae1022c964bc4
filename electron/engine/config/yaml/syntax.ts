import { type Document, LineCounter, parseDocument, type YAMLParseError, type YAMLWarning } from 'yaml';
import { blankOut, type Span, unquotedSpan } from './quoting.ts';

/** A mistake at an offset of the text. */
export interface SyntaxProblem {
  offset: number;
  message: string;
}

export interface ParsedYaml {
  document: Document.Parsed;
  lines: LineCounter;
  problems: SyntaxProblem[];
  /** Offsets of values about which a problem was told already. */
  told: Span[];
  /** False when the document is so broken that its content cannot be judged. */
  usable: boolean;
}

/** Each repair parses the text anew. */
const MOST_REPAIRS = 50;
const REPAIRABLE_LENGTH = 256 * 1024;

const QUOTE_IT = 'YAML reads these characters as something else, quote it';

/** Mistakes behind which the rest of the document is still understood. */
const MESSAGES: Record<string, string> = {
  TAB_AS_INDENT: 'tabs are not allowed as indentation, use spaces',
  BAD_SCALAR_START: 'a value cannot begin with this character, quote it',
  BAD_DQ_ESCAPE: 'unknown escape in a text in double quotes, use single quotes or write \\\\',
  TAG_RESOLVE_FAILED: 'a value that begins with ! is read as a tag, quote it',
  BLOCK_AS_IMPLICIT_KEY: 'a second ": " in one value; quote it if it is text, else indent it as a map',
  MULTILINE_IMPLICIT_KEY: 'a key has to stand on a single line',
  MULTIPLE_DOCS: 'a configuration is a single document, remove the --- line',
  KEY_OVER_1024_CHARS: 'a key is too long',
};

function describe(error: YAMLParseError | YAMLWarning): string {
  return MESSAGES[error.code] ?? `not valid YAML: ${error.message}`;
}

function parse(text: string, lines: LineCounter): Document.Parsed {
  return parseDocument(text, {
    version: '1.2',
    schema: 'core',
    merge: false,
    prettyErrors: false,
    // Quadratic in the number of keys; the tree finds duplicates itself, with both places.
    uniqueKeys: false,
    logLevel: 'silent',
    lineCounter: lines,
  });
}

/** One problem for each line, because one slip makes the parser stumble several times. */
function onePerLine(problems: SyntaxProblem[], lines: LineCounter): SyntaxProblem[] {
  const seen = new Set<number>();
  return problems.filter(({ offset }) => {
    const { line } = lines.linePos(offset);
    return !seen.has(line) && Boolean(seen.add(line));
  });
}

function spanOf(error: YAMLParseError | YAMLWarning): Span {
  return { start: error.pos[0], end: error.pos[1] };
}

/** What the parser said of a document, in words of the configuration. */
function judge(document: Document.Parsed, lines: LineCounter, told: Span[]): ParsedYaml {
  const errors = [...document.errors, ...document.warnings];
  const soft = errors.filter(({ code }) => code in MESSAGES);
  const hard = errors.filter(({ code }) => !(code in MESSAGES));
  const quoted = told.map(({ start }) => ({ offset: start, message: QUOTE_IT }));
  const rest = [...soft, ...hard.slice(0, 1)]
    .toSorted((a, b) => a.pos[0] - b.pos[0])
    .map((error) => ({ offset: error.pos[0], message: describe(error) }));
  const version = document.directives.yaml.version;
  if (version !== '1.2') {
    rest.unshift({ offset: 0, message: `the file is read as YAML 1.2, remove the %YAML ${version} line` });
  }
  return {
    document,
    lines,
    problems: [...quoted, ...onePerLine(rest, lines)],
    told: [...told, ...soft.map(spanOf)],
    usable: hard.length === 0,
  };
}

/**
 * Parses one YAML document with the positions of everything, going on behind values that only lack quotes.
 * Null where the text is nested so deeply that the parser gives up.
 */
export function parseYaml(source: string): ParsedYaml | null {
  let text = source;
  const told: Span[] = [];
  try {
    for (;;) {
      const lines = new LineCounter();
      const document = parse(text, lines);
      const first = document.errors.find(({ code }) => !(code in MESSAGES) || code === 'BAD_ALIAS');
      const span = first && unquotedSpan(text, first);
      const mayRepair = told.length < MOST_REPAIRS && text.length <= REPAIRABLE_LENGTH;
      if (!span || span.end <= span.start || !mayRepair) return judge(document, lines, told);
      told.push(span);
      text = blankOut(text, span);
    }
  } catch (error) {
    if (error instanceof RangeError) return null;
    throw error;
  }
}
