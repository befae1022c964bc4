import { draft } from '../draft.ts';
import type { LogFormat } from '../format.ts';
import { readTime } from '../time/leading.ts';

const LINE =
  /^(?:(\S+:\d+) )?(\S+) (\S+) (\S.*?) \[([^\]]{10,40})\] "((?:[^"\\]|\\.)*)" (\d{3}) (\d+|-)(.*)$/su;
const AGENT = /^ "((?:[^"\\]|\\.)*)" "((?:[^"\\]|\\.)*)"(.*)$/su;
const REQUEST = /^([A-Z-]{2,20}) (\S+)(?: (HTTP\/[\d.]+))?$/u;

/** One reader for both; the combined format adds referrer and user agent. */
function accessLog(name: 'common' | 'combined'): LogFormat {
  return {
    name,
    whole: true,
    read(text, context) {
      const match = LINE.exec(text);
      if (!match) return null;
      const [, vhost, address, , user, when = '', request = '', status, bytes, rest = ''] = match;
      const agent = AGENT.exec(rest);
      if ((agent !== null) !== (name === 'combined')) return null;
      const found = readTime(when, 0, context);
      if (!found) return null;
      const [, method, path, protocol] = REQUEST.exec(request) ?? [];
      const more = (agent?.[3] ?? rest).trim();
      const fields = {
        ...present({ vhost, address, user, method, path, protocol }),
        status: Number(status),
        ...(bytes === '-' ? {} : { bytes: Number(bytes) }),
        ...present({ referrer: agent?.[1], userAgent: agent?.[2], more: more || undefined }),
      };
      const message = `${request === '' ? '-' : request} ${status}`;
      return draft({ message, time: found.time, httpStatus: Number(status), fields });
    },
  };
}

function present(values: Record<string, string | undefined>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(values).filter(
      (entry): entry is [string, string] => entry[1] !== undefined && entry[1] !== '-' && entry[1] !== '',
    ),
  );
}

/** `HOST IDENT USER [04/Jul/2026:12:00:00 +0200] "GET /path HTTP/1.1" 200 512`, of Apache, nginx and others. */
export const commonLog = accessLog('common');
/** The same with `"REFERRER" "USER AGENT"`. */
export const combinedLog = accessLog('combined');
