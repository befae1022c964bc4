import { draft } from '../draft.ts';
import type { LogFormat } from '../format.ts';
import { levelOfWord, type LogLevel } from '../level.ts';
import { DAY_MS, daysFromCivil, isDate } from '../time/civil.ts';
import { readClock } from '../time/iso.ts';

const LINE =
  /^\[([^\]]{1,64})\] (\d+) +- (\d{1,2})\/(\d{1,2})\/(\d{4}), (\d{1,2}:\d\d:\d\d)(?:[ \u202f]([AP])M)? +(?:(LOG|ERROR|WARN|DEBUG|VERBOSE|FATAL) )?(?:\[([^\]]*)\] )?(.*)$/su;
const SINCE = / \+(\d+)ms$/u;
const LEVELS: Readonly<Record<string, LogLevel>> = { LOG: 'info', VERBOSE: 'trace' };

/**
 * NestJS' console logger: `[Nest] 31  - 07/04/2026, 12:00:00 PM     LOG [Context] text +3ms`; before version 8 without
 * the level. The date is the process's locale's: month first with AM and PM, else day first.
 */
export const nest: LogFormat = {
  name: 'nest',
  read(text, { zone }) {
    const match = LINE.exec(text);
    if (!match) return null;
    const [, app = '', pid, first, second, year, clockText = '', half, word, logger, said = ''] = match;
    const [month, day] =
      half === undefined ? [Number(second), Number(first)] : [Number(first), Number(second)];
    const clock = readClock(clockText, 0);
    if (!clock || !isDate(Number(year), month, day)) return null;
    const ofDay =
      half === undefined ? clock.ofDay : (clock.ofDay % (DAY_MS / 2)) + (half === 'P' ? DAY_MS / 2 : 0);
    const since = SINCE.exec(said);
    return draft({
      message: said.slice(0, since?.index),
      time: zone.toUtc(daysFromCivil(Number(year), month, day) * DAY_MS + ofDay),
      level: word === undefined ? null : (LEVELS[word] ?? levelOfWord(word)),
      service: app === 'Nest' ? null : app,
      logger: logger ?? null,
      fields: { pid: Number(pid), ...(since ? { sinceMs: Number(since[1]) } : {}) },
    });
  },
};
