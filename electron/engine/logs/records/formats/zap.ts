import { headedFormat } from '../text/headed.ts';
import { jsonFormat, parseObject } from './json-lines.ts';

/** uber-go/zap's production encoder: `ts` in seconds with a fraction, `caller`, `msg`, `stacktrace`. */
export const zap = jsonFormat({
  name: 'zap',
  claims: ({ level, ts, msg }) => typeof level === 'string' && ts !== undefined && typeof msg === 'string',
});

/** zap's development encoder: time, level, perhaps a name, caller and text behind tabs, fields as JSON at the end. */
export const zapConsole = headedFormat({
  name: 'zap-console',
  rest: /\t(?<level>[A-Z]+)\t(?:(?<logger>[\w.-]+)\t)?(?<caller>[^\s:]+:\d+)\t(?<message>.*)$/sy,
  refine(read) {
    const at = read.message.lastIndexOf('\t{"');
    const object = at === -1 ? null : parseObject(read.message.slice(at + 1));
    if (!object) return read;
    const { error, ...others } = object;
    return {
      ...read,
      message: read.message.slice(0, at),
      fields: { ...read.fields, ...(typeof error === 'string' ? others : object) },
      error: typeof error === 'string' ? { name: null, message: error, stack: null } : null,
    };
  },
});
