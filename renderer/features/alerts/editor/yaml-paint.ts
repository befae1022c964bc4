/** What a piece of a line is, for its colour. */
export type PaintKind = 'comment' | 'string' | 'key' | 'number' | 'mark' | 'plain';

export interface PaintPiece {
  text: string;
  kind: PaintKind;
  /** Part of what a problem is about. */
  bad: boolean;
}

/**
 * One after the other: a comment, a quoted text, a key before its colon, a number with its unit, a mark, white space,
 * a word, or any one character. No alternative can begin where another went on, so a line is read once.
 */
const PIECE =
  /(?<comment>(?<=^|\s)#.*)|(?<string>"(?:[^"\\]|\\.)*"?|'[^']*'?)|(?<key>[\w./-]+(?=:(?:\s|$)))|(?<number>\d[\d.]*(?:ms|[smhd%])?(?![\w]))|(?<mark>[{}[\],:])|\s+|[^\s{}[\],:"']+|[^]/g;

/** A line of YAML in coloured pieces; `badFrom` is the column, from 0, at which a problem was found. */
export function paintLine(line: string, badFrom: number | null): PaintPiece[] {
  const pieces: PaintPiece[] = [];
  const badTo = badFrom === null ? 0 : endOfWord(line, badFrom);
  for (const match of line.matchAll(PIECE)) {
    const kind = kindOf(match.groups ?? {});
    for (const part of cut(match[0], match.index, badFrom ?? 0, badTo)) pieces.push({ ...part, kind });
  }
  return pieces;
}

function kindOf(groups: Record<string, string | undefined>): PaintKind {
  const kinds = ['comment', 'string', 'key', 'number', 'mark'] as const;
  return kinds.find((kind) => groups[kind] !== undefined) ?? 'plain';
}

/** The end of what begins at a column; at least one character. */
function endOfWord(line: string, from: number): number {
  const word = /^[^\s,{}[\]]+/.exec(line.slice(from))?.[0] ?? ' ';
  return from + word.length;
}

/** A piece that begins at `at`, cut where [from, to) begins and ends. */
function cut(text: string, at: number, from: number, to: number): { text: string; bad: boolean }[] {
  const [a, b] = [from, to].map((place) => Math.max(0, Math.min(text.length, place - at))) as [
    number,
    number,
  ];
  return [
    { text: text.slice(0, a), bad: false },
    { text: text.slice(a, b), bad: true },
    { text: text.slice(b), bad: false },
  ].filter((part) => part.text !== '');
}
