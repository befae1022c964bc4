import { once } from 'node:events';
import { Readable } from 'node:stream';
import { describe, expect, it } from 'vitest';
import { nodeClock } from '../../../../host/node-clock.ts';
import { keepFirst } from './bounded-output.ts';

async function keep(chunks: string[], limit: number): Promise<{ text: string; isCut: boolean }> {
  const stream = Readable.from(chunks.map((chunk) => Buffer.from(chunk)));
  const output = keepFirst(stream, limit, nodeClock);
  await once(stream, 'close');
  return { text: output.bytes().toString(), isCut: output.isCut() };
}

describe('bounded output', () => {
  it('is all there is where it fits', async () => {
    expect(await keep(['abc', 'def'], 6)).toEqual({ text: 'abcdef', isCut: false });
    expect(await keep([], 6)).toEqual({ text: '', isCut: false });
  });

  it('is cut at its limit, and the rest is read to its end', async () => {
    expect(await keep(['abc', 'def', 'g', 'hij'], 5)).toEqual({ text: 'abcde', isCut: true });
  });

  it('grows with what comes', async () => {
    const lines = Array.from({ length: 5_000 }, (_, i) => `line ${i}\n`);
    expect(await keep(lines, 1_000_000)).toEqual({ text: lines.join(''), isCut: false });
  });

  it('ends where its pipe breaks', async () => {
    const stream = new Readable({ read() {} });
    const output = keepFirst(stream, 10, nodeClock);
    const closed = new Promise((resolve) => stream.once('close', resolve));
    stream.push(Buffer.from('abc'));
    setImmediate(() => stream.destroy(new Error('broken pipe')));
    await closed;
    expect(output.bytes().toString()).toBe('abc');
  });
});
