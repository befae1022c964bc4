/** Split and JSON.parse, nothing else. */
export function bareLoop(chunks: Iterable<Buffer>): number {
  let rest = '';
  let count = 0;
  for (const chunk of chunks) {
    const lines = (rest + chunk.toString('utf8')).split('\n');
    rest = lines.pop() ?? '';
    for (const line of lines) {
      const record = JSON.parse(line) as { level?: string };
      if (record.level !== undefined) count += 1;
    }
  }
  return count;
}
