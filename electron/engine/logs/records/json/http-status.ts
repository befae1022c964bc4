import type { JsonObject } from './read-object.ts';

/** Where requests are logged with their status. */
const FLAT = [
  'status',
  'statusCode',
  'status_code',
  'http.response.status_code',
  'http.status_code',
  'http_status',
];
const HOLDERS = ['res', 'response', 'httpRequest', 'http', 'req', 'request'];

/** The HTTP status that a record carries, or null. */
export function httpStatusOf(object: JsonObject): number | null {
  for (const key of FLAT) {
    const status = statusOf(object[key]);
    if (status !== null) return status;
  }
  for (const key of HOLDERS) {
    const holder = object[key];
    if (typeof holder !== 'object' || holder === null) continue;
    const { response, ...own } = holder as JsonObject;
    for (const name of FLAT) {
      const status = statusOf(own[name]);
      if (status !== null) return status;
    }
    if (typeof response !== 'object' || response === null) continue;
    const status = statusOf((response as JsonObject)['status_code'] ?? (response as JsonObject)['status']);
    if (status !== null) return status;
  }
  return null;
}

export function statusOf(value: unknown): number | null {
  const status = typeof value === 'string' && /^\d{3}$/u.test(value) ? Number(value) : value;
  return typeof status === 'number' && status >= 100 && status <= 599 ? status : null;
}
