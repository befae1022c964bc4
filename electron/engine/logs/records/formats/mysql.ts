import { draft } from '../draft.ts';
import type { FormatContext, LogFormat } from '../format.ts';
import { levelOfWord } from '../level.ts';
import { headedFormat } from '../text/headed.ts';
import { DAY_MS, daysFromCivil, isDate } from '../time/civil.ts';
import { readClock } from '../time/iso.ts';

/** MySQL 5.7 and 8, MariaDB: `2026-07-04T12:00:00.123456Z 0 [Note] [MY-010116] [Server] text`. */
export const mysql = headedFormat({
  name: 'mysql',
  rest: / +(?<thread>\d+) \[(?<level>[A-Za-z]+)\] (?:\[(?<code>[A-Z]+-\d+)\] )?(?:\[(?<logger>\w+)\] )?(?<message>.*)$/sy,
});

const OLD =
  /^\d{6} +\d{1,2}:\d\d:\d\d +(?:\[(Note|Warning|ERROR|System)\] |(?=InnoDB: |mysqld_safe |mysqld: ))(.*)$/su;

/** MySQL before 5.6 and MariaDB before 10.1: `260704  9:00:00 [Warning] text`. */
export const mysqlOld: LogFormat = {
  name: 'mysql-old',
  read(text, context) {
    const time = readOldTime(text, context);
    const match = time === null ? null : OLD.exec(text);
    if (!match) return null;
    const [, word, message = ''] = match;
    return draft({ message, time, level: word === undefined ? null : levelOfWord(word) });
  },
};

/** `260704  9:00:00` at a text's start: year, month and day with two digits each. */
export function readOldTime(text: string, { zone }: FormatContext): number | null {
  const match = /^(\d\d)(\d\d)(\d\d) +(\d{1,2}:\d\d:\d\d)/u.exec(text);
  const [, year, month, day, clockText = ''] = match ?? [];
  const clock = readClock(clockText, 0);
  if (!clock || !isDate(2000 + Number(year), Number(month), Number(day))) return null;
  return zone.toUtc(daysFromCivil(2000 + Number(year), Number(month), Number(day)) * DAY_MS + clock.ofDay);
}
