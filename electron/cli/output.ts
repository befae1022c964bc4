import { stripVTControlCharacters, styleText } from 'node:util';
import type { State } from '../../shared/domain/state.ts';
import { visibleJson } from '../host/visible-json.ts';

type Style = Parameters<typeof styleText>[0];

/** Where a command writes. JSON goes to stdout alone, one document for each call. */
export interface Output {
  json: boolean;
  /** A line for people; nothing in JSON mode. */
  line(text?: string): void;
  /** The result as JSON; nothing in human mode. */
  document(value: unknown): void;
  /** One line on stderr, in both modes, made safe for a terminal. */
  error(text: string): void;
  style(style: Style, text: string): string;
}

export function createOutput(
  streams: { stdout: { write(text: string): unknown }; stderr: { write(text: string): unknown } },
  { json, color }: { json: boolean; color: boolean },
): Output {
  return {
    json,
    line(text = '') {
      if (!json) streams.stdout.write(`${text}\n`);
    },
    document(value) {
      if (json) streams.stdout.write(`${visibleJson(value)}\n`);
    },
    error: (text) => void streams.stderr.write(`${plain(text)}\n`),
    style: (style, text) => (color ? styleText(style, text, { validateStream: false }) : text),
  };
}

const MARKS: Record<State, { mark: string; style: Style }> = {
  healthy: { mark: '●', style: 'green' },
  degraded: { mark: '▲', style: 'yellow' },
  unhealthy: { mark: '✖', style: 'red' },
  unknown: { mark: '◌', style: 'gray' },
};

/** A state as its mark in its colour. */
export function stateMark(output: Output, state: State): string {
  const { mark, style } = MARKS[state];
  return output.style(style, mark);
}

/** C0 and C1 controls, line separators and marks that turn the direction of text. */
const STEERING = /[\u0000-\u001f\u007f-\u009f\u200e\u200f\u2028-\u202e\u2066-\u2069]/gu;

/** Text from outside for a terminal: on one line, without escapes or controls that could steer it. */
export function plain(text: string): string {
  return stripVTControlCharacters(text).replace(STEERING, ' ');
}

/** As `plain`, for a text of several lines, which it keeps. */
export function plainLines(text: string): string {
  return text.split('\n').map(plain).join('\n');
}

/** Rows as aligned columns, two spaces apart; the last column is not padded. */
export function columns(rows: readonly (readonly string[])[]): string[] {
  const segmenter = new Intl.Segmenter();
  const width = (text: string) => Array.from(segmenter.segment(stripVTControlCharacters(text))).length;
  const widths: number[] = [];
  for (const row of rows) {
    for (const [index, cell] of row.entries()) widths[index] = Math.max(widths[index] ?? 0, width(cell));
  }
  return rows.map((row) =>
    row
      .map((cell, index) =>
        index === row.length - 1 ? cell : cell + ' '.repeat((widths[index] ?? 0) - width(cell)),
      )
      .join('  ')
      .trimEnd(),
  );
}
