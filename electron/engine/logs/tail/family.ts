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
  if (number) return { key: key(plain.replace(NUMBER, '')), rotated: true, rank: -Number(number[1]) };
  const date = DATE.exec(plain);
  if (date) {
    const digits = Number((date[1] ?? '').replaceAll(/\D/g, '').padEnd(24, '0').slice(0, 15));
    return { key: key(plain.replace(DATE, '')), rotated: true, rank: digits - 1e16 };
  }
  const counted = BEFORE_EXTENSION.exec(plain);
  if (counted) return { key: key(plain.replace(BEFORE_EXTENSION, '')), rotated, rank: Number(counted[1]) };
  return { key: key(plain), rotated, rank: 0 };
}
