import { RE2JS } from 're2js';
import type { LogFormat } from '../format.ts';
import { levelOfWord } from '../level.ts';
import { draftOfGroups } from '../text/headed.ts';
import { timeOfValue } from '../time/value.ts';

/**
 * The format that a source's `pattern:` describes: an RE2 pattern whose named groups `time`, `level`, `message`,
 * `service` and `logger` fill the record, all others become fields.
 * @throws Error for a pattern that RE2 does not accept
 */
export function patternFormat(pattern: string): LogFormat {
  const compiled = RE2JS.compile(pattern);
  const names = Object.keys(compiled.namedGroups());
  return {
    name: 'pattern',
    read(text, context) {
      const matcher = compiled.matcher(text);
      if (!matcher.find()) return null;
      const groups = Object.fromEntries(
        names.map((name) => [name, matcher.group(name) ?? undefined] as const),
      );
      const { time, level } = groups;
      const stated = {
        time: time === undefined ? null : timeOfValue(time, context),
        level: level === undefined ? null : levelOfWord(level),
      };
      return draftOfGroups('message' in groups ? groups : { ...groups, message: text }, stated);
    },
  };
}
