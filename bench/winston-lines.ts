/** What winston's JSON format writes for a web service: about 210 bytes a line, every 17th an error; no two alike. */
export function winstonLines(count: number, first = 0): Buffer {
  const from = Date.parse('2026-07-04T12:00:00.000Z');
  const levels = ['info', 'info', 'debug', 'warn'];
  const lines = Array.from({ length: count }, (_, place) => {
    const index = first + place;
    const failed = index % 17 === 0;
    const error = {
      name: 'TimeoutError',
      message: `no answer in ${index % 900} ms`,
      stack: `TimeoutError: no answer\n    at Client.query (/app/dist/client.js:${index % 90}:7)`,
    };
    return JSON.stringify({
      timestamp: new Date(from + index * 37).toISOString(),
      level: failed ? 'error' : levels[index % levels.length],
      message: `GET /api/books/${index % 1000} completed in ${index % 97} ms`,
      service: 'book-review-api',
      requestId: `req-${((index * 7919) % 1e9).toString(16)}`,
      userId: `user-${index % 500}`,
      status: failed ? 500 : 200,
      durationMs: index % 97,
      ...(failed ? { error } : {}),
    });
  });
  return Buffer.from(`${lines.join('\n')}\n`);
}
