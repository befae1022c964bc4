/** A Node stack as text: the error's first line and one line a frame, such as `query (/srv/app/db.js:10:5)`. */
export function stackText(name: string, message: string, frames: readonly string[]): string {
  return [`${name}: ${message}`, ...frames.map((frame) => `    at ${frame}`)].join('\n');
}
