import { headedFormat } from '../text/headed.ts';

/** loguru: `TIME | LEVEL    | module:function:line - text`. */
export const loguru = headedFormat({
  name: 'loguru',
  rest: / \| (?<level>[A-Z]+) *\| (?<logger>[\w.<>]+):(?<function>[\w.<>]+):(?<line>\d+) - (?<message>.*)$/sy,
});
