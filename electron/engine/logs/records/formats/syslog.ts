import { draft, type Draft } from '../draft.ts';
import type { FormatContext, LogFormat } from '../format.ts';
import { levelOfWord, syslogLevel } from '../level.ts';
import { readTime } from '../time/leading.ts';

const PRIORITY = /^<(\d{1,3})>/u;
const HEADER_5424 =
  /^ (\S+) (\S+) (\S+) (\S+) (-|(?:\[(?:[^\]"\\]|\\.|"(?:[^"\\]|\\.)*")*\])+) ?(?:\ufeff)?(.*)$/su;
const PARAMETER = /([^\s=\]"[]+)="((?:[^"\\]|\\.)*)"/gu;
const ONE_5424 = /^1 /u;
/** Host and tag; the tag is a program, perhaps with its process. */
const HEADER_3164 = /^ ([\w.:-]+) ([\w./@-]+)(?:\(([\w-]+)\))?(?:\[(\d+)\])?: ?(.*)$/su;
const MONTH_TIME = /^[A-Z][a-z]{2} [ \d]\d \d\d:\d\d:\d\d /u;
/** What rsyslog's FileFormat writes. */
const FILE_TIME = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}(?:Z|[+-]\d\d:\d\d) /u;
const ISO_TIME = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d/u;

/** RFC 5424: `<34>1 TIME HOST APP PROCID MSGID [STRUCTURED DATA] message`. */
export const syslog5424: LogFormat = {
  name: 'syslog-5424',
  envelope: { eachBegins: true },
  read(text, context) {
    const priority = PRIORITY.exec(text);
    if (!priority || !ONE_5424.test(text.slice(priority[0].length))) return null;
    const rest = text.slice(priority[0].length + 2);
    const found = rest.startsWith('- ') ? { time: null, end: 1 } : readTime(rest, 0, context);
    const match = found ? HEADER_5424.exec(rest.slice(found.end)) : null;
    if (!found || !match) return null;
    const [, host, app, process, id, data = '', said = ''] = match;
    // rsyslog keeps the space that senders of the older protocol put there.
    const message = said.replace(/^ /u, '');
    return draft({
      message,
      payload: message,
      time: found.time,
      level: syslogLevel(Number(priority[1]) % 8),
      service: known(app),
      fields: { ...named({ host, pid: process, msgid: id }), ...parameters(data) },
    });
  },
};

/** RFC 3164 with or without priority, and rsyslog's files with ISO times. */
export const syslog3164: LogFormat = {
  name: 'syslog-3164',
  envelope: { eachBegins: true },
  read(text, context) {
    const priority = PRIORITY.exec(text);
    const rest = text.slice(priority?.[0].length ?? 0);
    if (!MONTH_TIME.test(rest) && !ISO_TIME.test(rest)) return null;
    return readHeader(rest, priority ? Number(priority[1]) % 8 : null, context);
  },
};

function readHeader(text: string, severity: number | null, context: FormatContext): Draft | null {
  const found = readTime(text, 0, context);
  const match = found ? HEADER_3164.exec(text.slice(found.end)) : null;
  // `INFO name: text` after a time is some application's own line.
  if (found && !match && severity !== null) return readTagless(text.slice(found.end), found.time, severity);
  if (!found || !match || levelOfWord(match[1] ?? '') !== null || /^[A-Z]+$/u.test(match[1] ?? ''))
    return null;
  const [, host, app, unit, pid, message = ''] = match;
  if (severity === null && pid === undefined && !MONTH_TIME.test(text) && !FILE_TIME.test(text)) return null;
  return draft({
    message,
    payload: message.replace(/^@cee: ?/u, ''),
    time: found.time,
    level: severity === null ? null : syslogLevel(severity),
    service: app ?? null,
    fields: named({ host, pid, unit }),
  });
}

/** A message that names a host and no program. */
function readTagless(text: string, time: number, severity: number): Draft | null {
  const match = /^ ([\w.:-]+) (.*)$/su.exec(text);
  if (!match) return null;
  const [, host, message = ''] = match;
  return draft({ message, payload: message, time, level: syslogLevel(severity), fields: named({ host }) });
}

function known(value: string | undefined): string | null {
  return value === undefined || value === '-' ? null : value;
}

function named(values: Record<string, string | undefined>): Record<string, unknown> {
  const entries = Object.entries(values).filter(([, value]) => known(value) !== null);
  return Object.fromEntries(
    entries.map(([key, value]) => [key, /^\d{1,9}$/u.test(value ?? '') ? Number(value) : value]),
  );
}

function parameters(data: string): Record<string, unknown> {
  return Object.fromEntries(
    Array.from(data.matchAll(PARAMETER), ([, key = '', value = '']) => [
      key,
      value.replaceAll(/\\(["\\\]])/gu, '$1'),
    ]),
  );
}
