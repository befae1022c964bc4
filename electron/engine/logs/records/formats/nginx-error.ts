import { headedFormat } from '../text/headed.ts';

const CONTEXT = /, (client|server|request|upstream|host|referrer): ("(?:[^"\\]|\\.)*"|[^,]*)/gu;

/** nginx: `2026/07/04 12:00:00 [error] 31#31: *7 text, client: …, server: …, request: "…"`. */
export const nginxError = headedFormat({
  name: 'nginx-error',
  rest: / \[(?<level>[a-z]+)\] (?<pid>\d+)#(?<tid>\d+): (?:\*(?<connection>\d+) )?(?<message>.*)$/sy,
  refine(read) {
    const context = Array.from(read.message.matchAll(CONTEXT), ([, key = '', value = '']) => [
      key,
      value.replaceAll('"', ''),
    ]);
    return { ...read, fields: { ...read.fields, ...Object.fromEntries(context) } };
  },
});
