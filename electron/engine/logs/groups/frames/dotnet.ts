import type { FrameReader } from '../frame.ts';

const LINE = /^\s*at ([\w.`<>+|$[\],_]+(?:\.\.?(?:ctor|cctor))?)\((.*?)\)(?: in (.+?):line \d+)?\s*$/u;

/** `at Shop.Cart.<Buy>d__12.MoveNext() in /src/Cart.cs:line 42`: state machines and closures by their method. */
export const dotnetFrames: FrameReader = {
  read(line) {
    const match = LINE.exec(line);
    if (!match || /\.(?:java|kt|js|ts|scala):|^(?:Native Method|Unknown Source)$/u.test(match[2] ?? ''))
      return null;
    const name = (match[1] ?? '')
      .replaceAll(/\.?<>c(?:__DisplayClass[\d_]*)?/gu, '')
      .replace(/<(\w+)>[a-z]__\w*?(?:\|[\d_]+)?(?:d__\d+)?(?:\.MoveNext)?$/u, '$1')
      .replaceAll(/<(\w+)>[a-z]__[\w|]*/gu, '$1')
      .replace(/\.MoveNext$/u, '')
      .replaceAll(/`\d+|\[[^\]]*\]/gu, '')
      .replaceAll('+', '.');
    return {
      function: name,
      file: null,
      inApp: !/^(?:System|Microsoft|Npgsql|Newtonsoft|MongoDB|Serilog|Polly)\./u.test(name),
    };
  },
};
