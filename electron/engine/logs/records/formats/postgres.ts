import type { Draft } from '../draft.ts';
import type { Finished, FormatContext, LogFormat } from '../format.ts';
import { headedFormat } from '../text/headed.ts';

const line = headedFormat({
  name: 'postgresql',
  rest: / \[(?<pid>\d+)(?:-\d+)?\]:? (?:\[\d+-\d+\] )?(?:(?<user>[^\s@=]*)@(?<database>\S*) )?(?:[^\s:]+ ){0,3}?(?<level>DEBUG\d?|LOG|INFO|NOTICE|WARNING|ERROR|FATAL|PANIC|DETAIL|HINT|QUERY|CONTEXT|STATEMENT|LOCATION): +(?<message>.*)$/sy,
  levels: { DETAIL: 'info', HINT: 'info', QUERY: 'info', CONTEXT: 'info', LOCATION: 'info' },
});

const PART = /(DETAIL|HINT|QUERY|CONTEXT|STATEMENT|LOCATION): +$/u;

/**
 * PostgreSQL's stderr log: `2026-07-04 12:00:00.123 UTC [31] user@db ERROR:  text`. The lines of the same process that
 * tell more of it (DETAIL, HINT, STATEMENT …) are written at once with it and become fields.
 */
export const postgres: LogFormat = {
  ...line,
  joins: (text, read, { draft }) =>
    read !== null && read.fields['pid'] === draft.fields['pid'] && partOf(text, read) !== null,
  finish,
};

/** What a line tells of the message before it, in lower case; null where it is a message itself. */
function partOf(text: string, { message }: Draft): string | null {
  return PART.exec(text.slice(0, text.length - message.length))?.[1]?.toLowerCase() ?? null;
}

function finish(lines: readonly string[], context: FormatContext): Finished | null {
  const [first = '', ...more] = lines;
  const head = line.read(first, context);
  if (!head) return null;
  const message = [head.message];
  const parts: Record<string, string[]> = {};
  // The lines that follow one without a head go on with it.
  let current = message;
  for (const text of more) {
    const read = line.read(text, context);
    const part = read ? partOf(text, read) : null;
    if (!read || part === null) current.push(text);
    else {
      current = parts[part] ??= [];
      current.push(read.message);
    }
  }
  const fields = Object.entries(parts).map(([part, texts]) => [part, texts.join('\n')] as const);
  const draft = {
    ...head,
    message: message.join('\n').trim(),
    fields: { ...head.fields, ...Object.fromEntries(fields) },
  };
  return fields.length === 0 ? null : { draft, used: lines.length };
}
