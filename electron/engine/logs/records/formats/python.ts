import { draft } from '../draft.ts';
import type { LogFormat } from '../format.ts';
import { levelOfWord } from '../level.ts';
import { headedFormat } from '../text/headed.ts';

const LEVEL = 'DEBUG|INFO|WARNING|WARN|ERROR|CRITICAL|FATAL|NOTSET';

/** Python's logging with a time first: `TIME - name - LEVEL - text`, `TIME LEVEL name: text`, gunicorn's brackets. */
export const python = headedFormat({
  name: 'python',
  lead: /\[?/y,
  rest: new RegExp(
    String.raw`(?: - (?<l1>[\w.]+) - (?<v1>${LEVEL}) - | \[?(?<v2>${LEVEL})\]? +\[?(?<l2>[\w.]+)\]?(?: \[[^\]]*\])?: |\] \[(?<pid>\d+)\] \[(?<v3>${LEVEL})\] | \| (?<v4>${LEVEL}) *\| (?<l4>[\w.]+) \| )(?<message>.*)$`,
    'sy',
  ),
  refine(read, { l1, l2, l4, v1, v2, v3, v4, pid }) {
    const fields = pid === undefined ? {} : { pid: Number(pid) };
    const level = levelOfWord(v1 ?? v2 ?? v3 ?? v4 ?? '');
    return { ...read, fields, logger: l1 ?? l2 ?? l4 ?? null, level };
  },
});

const BASIC = new RegExp(String.raw`^(${LEVEL}):([\w.]+):(.*)$`, 'su');

/** What `logging.basicConfig()` writes: `LEVEL:name:text`, no time. */
export const pythonBasic: LogFormat = {
  name: 'python-basic',
  read(text) {
    const match = BASIC.exec(text);
    if (!match) return null;
    const [, level = '', logger = '', message = ''] = match;
    return draft({ message, level: levelOfWord(level), logger });
  },
};
