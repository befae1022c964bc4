import { draft, type Draft } from '../draft.ts';
import type { FormatContext, LogFormat } from '../format.ts';
import { levelOfWord } from '../level.ts';
import { headedFormat } from '../text/headed.ts';
import { readTime } from '../time/leading.ts';

const LEVEL = '(?<level>TRACE|DEBUG|INFO|WARN|WARNING|ERROR|FATAL|SEVERE|CONFIG|FINE|FINER|FINEST)';

/** Spring Boot: `TIME  INFO 31 --- [app] [main] c.e.Application : text`. */
export const spring = headedFormat({
  name: 'spring',
  rest: new RegExp(
    String.raw` +${LEVEL} (?:\[(?<app>[^\],]*)(?:,[^\]]*)?\] )?(?:(?<pid>\d+) )?--- (?:\[(?<service>[^\]]+)\] )?\[(?<thread>[^\]]*)\] (?:\[[^\]]*\] )?(?<logger>\S+) *: (?<message>.*)$`,
    'sy',
  ),
  // Sleuth puts the application's name and the trace before.
  refine(read, { app }) {
    const { app: _app, ...fields } = read.fields;
    return app ? { ...read, fields, service: read.service ?? app } : read;
  },
});

/** Logback and Log4j2: `TIME [thread] LEVEL logger - text`, level and thread in either order. */
export const logback = headedFormat({
  name: 'logback',
  rest: new RegExp(
    String.raw` +(?:\[(?<thread>[^\]]*)\] +${LEVEL} +|(?<level2>[A-Z]{4,7}) +\[(?<thread2>[^\]]*)\] +)(?:\[[^\]]*\] +)?(?<logger>[\w.$/\[\]-]+)(?::\d+)? +(?:\[[^\]]*\] +|\([^)]*\) +)?(?:--?|:) (?<message>.*)$`,
    'sy',
  ),
  refine(read, { level2, thread2 }) {
    const { level2: _level, thread2: _thread, ...fields } = read.fields;
    const level = read.level ?? levelOfWord(level2 ?? '');
    if (level === null) return null;
    return { ...read, level, fields: thread2 === undefined ? fields : { ...fields, thread: thread2 } };
  },
});

/** Log4j's other usual order: `TIME LEVEL logger [thread] text`, `TIME LEVEL logger:42 - text`. */
export const log4j = headedFormat({
  name: 'log4j',
  rest: new RegExp(
    String.raw` +${LEVEL} +(?<logger>[\w$]+(?:[.$/][\w$]+)*)(?::\d+)? +(?:\[(?<thread>[^\]]*)\] +(?:--? |: )?|- )(?<message>.*)$`,
    'sy',
  ),
});

/** Tomcat's OneLineFormatter: `04-Jul-2026 12:00:00.123 SEVERE [main] org.apache.Class.method text`. */
export const tomcat = headedFormat({
  name: 'tomcat',
  rest: new RegExp(
    String.raw` ${LEVEL} \[(?<thread>[^\]]*)\] (?<logger>[A-Za-z_$][\w$]*(?:\.[\w$]+)+) (?<message>.*)$`,
    'sy',
  ),
});

/** java.util.logging's SimpleFormatter: time and place on one line, level and text on the next. */
export const javaUtilLogging: LogFormat = {
  name: 'java-util-logging',
  read: readPlace,
  finish(lines, context) {
    const head = readPlace(lines[0] ?? '', context);
    const match = /^([A-Z]+): (.*)$/su.exec(lines[1] ?? '');
    const level = levelOfWord(match?.[1] ?? '');
    if (!head || !match || level === null) return null;
    return { draft: { ...head, level, message: match[2] ?? '' }, used: 2 };
  },
};

const QUALIFIED_PLACE = /^ ([\w$]+(?:\.[\w$]+)+) ([\w$<>]+)$/u;
const ANY_PLACE = /^ ([\w$.]+) ([\w$<>]+)$/u;

function readPlace(text: string, context: FormatContext): Draft | null {
  const found = readTime(text, 0, context);
  // Without a package only where the time is written as this formatter does.
  const place = /[AP]M$/u.test(text.slice(0, found?.end)) ? ANY_PLACE : QUALIFIED_PLACE;
  const match = found ? place.exec(text.slice(found.end)) : null;
  // `INFO text` is no class and its method.
  if (!found || !match || levelOfWord(match[1] ?? '') !== null) return null;
  return draft({ message: '', time: found.time, logger: match[1] ?? null, fields: { method: match[2] } });
}
