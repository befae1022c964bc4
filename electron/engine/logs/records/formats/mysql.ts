import { headedFormat } from '../text/headed.ts';

/** MySQL 5.7 and 8, MariaDB: `2026-07-04T12:00:00.123456Z 0 [Note] [MY-010116] [Server] text`. */
export const mysql = headedFormat({
  name: 'mysql',
  rest: / +(?<thread>\d+) \[(?<level>[A-Za-z]+)\] (?:\[(?<code>[A-Z]+-\d+)\] )?(?:\[(?<logger>\w+)\] )?(?<message>.*)$/sy,
});
