import { SEVERITIES, type Severity } from '../../../../shared/domain/severity.ts';

/** The severity that a rule text names; `warning` where it names none. */
export function severityOf(text: string): Severity {
  const named = /^\s*(?:- )?severity:\s*["']?([a-z]+)/m.exec(text)?.[1];
  return SEVERITIES.find((severity) => severity === named) ?? 'warning';
}

/** Where a line and column, both from 1, lie in a text. */
export function offsetOf(text: string, line: number, column: number): number {
  const lines = text.split('\n');
  const before = lines.slice(0, Math.max(0, line - 1)).reduce((sum, { length }) => sum + length + 1, 0);
  const length = lines[line - 1]?.length ?? 0;
  return Math.min(text.length, before + Math.max(0, Math.min(length, column - 1)));
}

/** The white space that a new line after `offset` begins with: that of the line it breaks, deeper after a colon. */
export function indentAt(text: string, offset: number): string {
  const line = text.slice(text.lastIndexOf('\n', offset - 1) + 1, offset);
  const own = /^ */.exec(line)?.[0] ?? '';
  if (/:\s*$/.test(line)) return `${own}  `;
  return /^ *- /.test(line) ? `${own}  ` : own;
}
