import path from 'node:path';

/** What a file's name says of rotation. */
export interface Family {
  /** The same for all files that rotation makes of one log: directory and name without numbers, dates and `.gz`. */
  key: string;
  /** Whether the name carries a rotation's number or date, or `.gz`. */
  rotated: boolean;
  /** Orders files of one family that changed at the same moment: smaller was written earlier. */
  rank: number;
}

const COMPRESSED = /\.gz$/i;
/** `app.log.3` */
const NUMBER = /\.(\d{1,6})$/;
/** `app.log-20260101`, `app.log.2026-01-01-1767225600`, `app-2026-01-01.log`, `app.2026-01-01.1.log` */
const DATE = /[-._]?(\d{4}-?\d{2}-?\d{2}(?:[-T_.]?\d{1,10})*)(?=$|\.[a-z]\w*$)/i;
/** `combined3.log`: winston's number right before the extension */
const BEFORE_EXTENSION = /(\d{1,6})(?=\.[a-z]\w*$)/i;

/** Reads a path as the rotation tools write them. A wrong guess only delays: it orders reading, it decides no identity. */
export function familyOf(file: string): Family {
  const base = path.basename(file);
  const plain = base.replace(COMPRESSED, '');
  const rotated = plain !== base;
  const key = (name: string) => path.join(path.dirname(file), name);
  const number = NUMBER.exec(plain);
  const named = plain.replace(NUMBER, '');
  const older = number ? -Number(number[1]) : 0;
  const date = DATE.exec(named);
  if (date) {
    return { key: key(named.replace(DATE, '')), rotated: true, rank: rankOfDate(date[1] ?? '') + older };
  }
  const counted = BEFORE_EXTENSION.exec(named);
  return {
    key: key(named.replace(BEFORE_EXTENSION, '')),
    rotated: rotated || number !== null,
    rank: (counted ? Number(counted[1]) * 1e6 : 0) + older,
  };
}

/** Days, then what follows the date as a number: a time, seconds since 1970 or a count. Below zero for all dates. */
function rankOfDate(date: string): number {
  const digits = date.replaceAll(/\D/g, '');
  const [year, month, day] = [digits.slice(0, 4), digits.slice(4, 6), digits.slice(6, 8)].map(Number);
  const days = ((year ?? 0) * 12 + (month ?? 0)) * 31 + (day ?? 0);
  return (days - 3000 * 372) * 1e10 + Number(digits.slice(8, 18));
}
