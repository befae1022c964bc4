import { headedFormat } from '../text/headed.ts';

/** Apache 2.4: `[Sat Jul 04 12:00:00.123456 2026] [core:error] [pid 1:tid 2] [client …] text`. */
export const apacheError = headedFormat({
  name: 'apache-error',
  lead: /\[/y,
  rest: /\] \[(?:(?<logger>[\w-]*):)?(?<level>[a-z]+)\d?\] (?:\[pid (?<pid>\d+)(?::tid (?<tid>\d+))?\] )?(?:\[client (?<client>[^\]]+)\] )?(?<message>.*)$/sy,
});
