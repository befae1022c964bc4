import { headedFormat } from '../text/headed.ts';

/** Django's development server: `[04/Jul/2026 12:00:00] "GET /path HTTP/1.1" 200 512`. */
export const django = headedFormat({
  name: 'django',
  lead: /\[/y,
  rest: /\] "(?<method>[A-Z]{2,20}) (?<path>\S+) (?<protocol>HTTP\/[\d.]+)" (?<status>\d{3}) (?<bytes>\d+|-)$/y,
  extra: { whole: true },
  refine: (read, { method, path, protocol, status }) => ({
    ...read,
    message: `${method} ${path} ${protocol} ${status}`,
    httpStatus: Number(status),
  }),
});
