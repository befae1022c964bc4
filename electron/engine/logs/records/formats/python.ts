import { draft } from '../draft.ts';
import type { LogFormat } from '../format.ts';
import { levelOfWord } from '../level.ts';
import { headedFormat } from '../text/headed.ts';

const LEVEL = 'DEBUG|INFO|WARNING|WARN|ERROR|CRITICAL|FATAL|NOTSET';

/** Python's logging with a time first: `TIME - name - LEVEL - text`, `TIME LEVEL name: text`, gunicorn's brackets, Flask's. */
export const python = headedFormat({
  name: 'python',
  lead: /\[?/y,
  rest: new RegExp(
    String.raw`(?: - (?<l1>[\w.]+) - (?<v1>${LEVEL}) - | \[?(?<v2>${LEVEL})\]? +\[?(?<l2>[\w.]+)\]?(?: \[[^\]]*\])?: |\] \[(?<pid>\d+)\] \[(?<v3>${LEVEL})\] | \| (?<v4>${LEVEL}) *\| (?<l4>[\w.]+) \| |: (?<v5>${LEVEL})/(?<process>[\w-]+)\] |(?<=,\d{3}) (?<l6>[\w.]+) +(?<v6>${LEVEL}) +|\] (?<v8>${LEVEL}) in (?<l8>[\w.]+): |:(?<v7>${LEVEL}):(?:(?<l7>[\w.]+):)?)(?<message>.*)$`,
    'sy',
  ),
  refine(read, { l1, l2, l4, l6, l7, l8, v1, v2, v3, v4, v5, v6, v7, v8, pid, process }) {
    const fields = {
      ...(pid === undefined ? {} : { pid: Number(pid) }),
      ...(process === undefined ? {} : { process }),
    };
    const level = levelOfWord(v1 ?? v2 ?? v3 ?? v4 ?? v5 ?? v6 ?? v7 ?? v8 ?? '');
    return { ...read, fields, logger: l1 ?? l2 ?? l4 ?? l6 ?? l7 ?? l8 ?? null, level };
  },
});

const BASIC = new RegExp(String.raw`^(?:(${LEVEL}):([\w.]+):|([\w.]+) *: (${LEVEL}) +)(.*)$`, 'su');

/** What `logging.basicConfig()` writes, `LEVEL:name:text`, and the cookbook's `name : LEVEL text`; no time. */
export const pythonBasic: LogFormat = {
  name: 'python-basic',
  read(text) {
    const match = BASIC.exec(text);
    if (!match) return null;
    const [, level, logger, loggerFirst, levelLast, message = ''] = match;
    return draft({
      message,
      level: levelOfWord(level ?? levelLast ?? ''),
      logger: logger ?? loggerFirst ?? null,
    });
  },
};
