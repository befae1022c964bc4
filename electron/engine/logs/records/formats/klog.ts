import { draft } from '../draft.ts';
import type { LogFormat } from '../format.ts';
import { readPairs, unquote } from './logfmt.ts';
import { levelOfWord } from '../level.ts';
import { readClock } from '../time/iso.ts';
import { readFraction } from '../time/suffix.ts';
import { withoutYear } from '../time/time-context.ts';

const LINE = /^([DIWEF])(\d{2})(\d{2}) (\d{2}:\d{2}:\d{2}\.\d+) +(\d+) ([^\s:\]]+):(\d+)\] (.*)$/su;

/** klog and glog: `E0704 12:00:00.123456   31 file.go:42] text`; the year is left out. */
export const klog: LogFormat = {
  name: 'klog',
  read(text, context) {
    const match = LINE.exec(text);
    if (!match) return null;
    const [, letter = '', month, day, clockText = '', thread, file, line, message = ''] = match;
    const clock = readClock(clockText, 0);
    if (!clock) return null;
    const ofDay = clock.ofDay + readFraction(clockText, clock.end).ms;
    const time = withoutYear({ month: Number(month), day: Number(day) }, ofDay, null, context);
    if (time === null) return null;
    const fields = { thread: Number(thread), file, line: Number(line) };
    const stated = { time, level: levelOfWord(letter) };
    const structured = /^"((?:[^"\\]|\\.)*)" ([\w.-]+=.*)$/su.exec(message);
    const pairs = structured ? readPairs(structured[2] ?? '') : null;
    if (!structured || !pairs) return draft({ ...stated, message, fields });
    const { err, ...others } = pairs;
    const error = typeof err === 'string' ? { name: null, message: err, stack: null } : null;
    return draft({
      ...stated,
      message: unquote(structured[1] ?? ''),
      fields: { ...fields, ...others },
      error,
    });
  },
};
