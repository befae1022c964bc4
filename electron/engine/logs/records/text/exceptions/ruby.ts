import { headWithin } from '../exception-head.ts';
import type { ExceptionReader } from '../exception.ts';

/** `app.rb:1:in 'run': text (RuntimeError)` of an uncaught one. */
const UNCAUGHT = /^\S*?:\d+:in [`'][^'`]*['`]: ([\s\S]*) \(([\w:]+)\)$/u;
/** `RuntimeError (text):` of Rails, also behind a request id. */
const RAILS = /^(?:\[[^\]]*\] )*([A-Z]\w*(?:::[A-Z]\w*)*) \(([\s\S]*)\):?$/u;
/** `text (RuntimeError)`, as Logger prints an exception object. */
const LOGGED = /^([\s\S]*) \(([A-Z]\w*(?:::[A-Z]\w*)*)\)$/u;
const FRAME = /^(?:\[[^\]]*\] )*\s*(?:from )?\S+:\d+:in [`']/u;

/** Ruby and Rails; the outermost exception is printed first. */
export const readRuby: ExceptionReader = (lines) => {
  const frame = lines.findIndex((line) => FRAME.test(line));
  if (frame === -1) return null;
  for (const [index, line] of lines.slice(0, frame + 1).entries()) {
    const uncaught = UNCAUGHT.exec(line);
    const rails = uncaught ? null : RAILS.exec(line);
    const logged = uncaught || rails ? null : LOGGED.exec(line);
    const head = uncaught
      ? { name: uncaught[2] ?? '', message: uncaught[1] ?? '' }
      : rails
        ? { name: rails[1] ?? '', message: rails[2] ?? '' }
        : logged && FRAME.test(lines[index + 1] ?? '')
          ? { name: logged[2] ?? '', message: logged[1] ?? '' }
          : FRAME.test(line)
            ? null
            : headWithin(line);
    if (head) return { ...head, stack: lines.slice(index).join('\n').trimEnd(), start: index };
  }
  return null;
};
