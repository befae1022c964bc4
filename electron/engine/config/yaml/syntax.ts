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
  /** Values about which a problem was told already, sorted by start. */
  told: Span[];
  /** False when the document is so broken that its content cannot be judged. */
  usable: boolean;
}

/** Each repair parses the text anew. */
const MOST_REPAIRS = 50;
const MOST_REPARSED = 2 * 1024 * 1024;
const MOST_OPEN_BRACKETS = 10_000;

const QUOTE_IT = 'YAML reads these characters as something else, quote it';
const COLON = 'a second ": " in one value; quote it if it is text, else indent it as a map';

/** Mistakes behind which the rest of the document is still understood. */
const MESSAGES: Record<string, string> = {
  TAB_AS_INDENT: 'tabs are not allowed as indentation, use spaces',
  BAD_SCALAR_START: 'a value cannot begin with this character, quote it',
  BAD_DQ_ESCAPE: 'unknown escape in a text in double quotes, use single quotes or write \\\\',
  TAG_RESOLVE_FAILED: 'a value that begins with ! is read as a tag, quote it',
  BLOCK_AS_IMPLICIT_KEY: COLON,
  MULTIPLE_DOCS: 'a configuration is a single document, remove the --- line',
  KEY_OVER_1024_CHARS: 'a key is too long',
};

/** Mistakes behind which nothing is certain; the parser's own words for the others. */
const FATAL_MESSAGES: Record<string, string> = {
  MULTILINE_IMPLICIT_KEY: 'this line belongs to no key, check its indentation',
  RESOURCE_EXHAUSTION: 'nested too deeply to be read',
};

function describe(error: YAMLParseError | YAMLWarning): string {
  return MESSAGES[error.code] ?? FATAL_MESSAGES[error.code] ?? `not valid YAML: ${error.message}`;
}

function parse(text: string, lines: LineCounter): Document.Parsed {
  return parseDocument(text, {
    version: '1.2',
    schema: 'core',
    merge: false,
    prettyErrors: false,
    // Quadratic in the number of keys; the tree finds duplicates itself, with both places.
    uniqueKeys: false,
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

/** What was taken for a key over several lines is blamed on its last line, which stands too far to the right. */
function offsetOf(error: YAMLParseError | YAMLWarning, text: string): number {
  if (error.code !== 'MULTILINE_IMPLICIT_KEY') return error.pos[0];
  const lineStart = text.lastIndexOf('\n', error.pos[1] - 1) + 1;
  return lineStart + text.slice(lineStart).search(/\S|$/);
}

/** Offsets at which a wrong indentation, and not a colon in a value, makes a second key. */
function indentationOffsets(document: Document.Parsed): Set<number> {
  const overLines = document.errors.filter(({ code }) => code === 'MULTILINE_IMPLICIT_KEY');
  return new Set(overLines.map(({ pos }) => pos[0]));
}

function spanOf(error: YAMLParseError | YAMLWarning): Span {
  return { start: error.pos[0], end: error.pos[1] };
}

/** What the parser said of a document, in words of the configuration. */
function judge(text: string, document: Document.Parsed, lines: LineCounter, told: Repair[]): ParsedYaml {
  const indentation = indentationOffsets(document);
  const errors = [...document.errors, ...document.warnings].filter(
    ({ code, pos }) => code !== 'BLOCK_AS_IMPLICIT_KEY' || !indentation.has(pos[0]),
  );
  const soft = errors.filter(({ code }) => code in MESSAGES);
  const hard = errors.filter(({ code }) => !(code in MESSAGES));
  const quoted = told.map(({ start, message }) => ({ offset: start, message }));
  const rest = [...soft, ...hard.slice(0, 1)]
    .toSorted((a, b) => a.pos[0] - b.pos[0])
    .map((error) => ({ offset: offsetOf(error, text), message: describe(error) }));
  const version = document.directives.yaml.version;
  if (version !== '1.2') {
    rest.unshift({ offset: 0, message: `the file is read as YAML 1.2, remove the %YAML ${version} line` });
  }
  return {
    document,
    lines,
    problems: [...quoted, ...onePerLine(rest, lines)],
    told: [...told, ...soft.map(spanOf)].toSorted((a, b) => a.start - b.start),
    usable: hard.length === 0,
  };
}

/** A value that was blanked out, and what is told about it. */
interface Repair extends Span {
  message: string;
}

/** The first value that lacks quotes and has not been blanked out before. */
function findRepair(text: string, document: Document.Parsed, told: readonly Repair[]): Repair | undefined {
  const indentation = indentationOffsets(document);
  for (const error of document.errors) {
    const span = unquotedSpan(text, error);
    const known = told.some(({ start }) => start === span?.start);
    if (!span || known || span.end <= span.start) continue;
    if (error.code === 'BLOCK_AS_IMPLICIT_KEY' && indentation.has(error.pos[0])) continue;
    return { ...span, message: error.code === 'BLOCK_AS_IMPLICIT_KEY' ? COLON : QUOTE_IT };
  }
  return undefined;
}

/** True for text with far more opening than closing brackets, which costs the parser gigabytes. */
function isAbsurdlyNested(text: string): boolean {
  let open = 0;
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code === 0x5b || code === 0x7b) open += 1;
    else if (code === 0x5d || code === 0x7d) open = Math.max(0, open - 1);
    if (open > MOST_OPEN_BRACKETS) return true;
  }
  return false;
}

/**
 * Parses one YAML document with the positions of everything, going on behind values that only lack quotes.
 * Null where the text is nested so deeply that the parser gives up.
 */
export function parseYaml(source: string): ParsedYaml | null {
  if (isAbsurdlyNested(source)) return null;
  let text = source;
  const told: Repair[] = [];
  try {
    for (;;) {
      const lines = new LineCounter();
      const document = parse(text, lines);
      const mayRepair = told.length < MOST_REPAIRS && told.length * text.length <= MOST_REPARSED;
      const repair = mayRepair ? findRepair(text, document, told) : undefined;
      if (!repair) return judge(text, document, lines, told);
      told.push(repair);
      text = blankOut(text, repair);
    }
  } catch (error) {
    if (error instanceof RangeError) return null;
    throw error;
  }
}
