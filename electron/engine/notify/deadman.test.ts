import { describe, expect, it } from 'vitest';
import { VirtualClock } from '../../../tests/fakes/virtual-clock.ts';
import { createDeadman } from './deadman.ts';
import type { Reply, Send } from './http/send.ts';

const ok: Reply = { status: 200, headers: {}, text: 'OK' };

function setUp(send: Send) {
  const clock = new VirtualClock();
  const state = { well: true };
  const asked: string[] = [];
  const results: (string | null)[] = [];
  const deadman = createDeadman({
    clock,
    send(outgoing, signal) {
      asked.push(`${outgoing.method} ${outgoing.url}`);
      return send(outgoing, signal);
    },
    isWell: () => state.well,
    mask: (text) => text.replaceAll('sesame', '•••'),
    onResult: (problem) => results.push(problem),
  });
  return { clock, state, asked, results, deadman };
}

const config = { url: 'https://ping.example/x', everyMs: 60_000 };

describe('a sign of life', () => {
  it('is given at once and then again and again', async () => {
    const { clock, asked, results, deadman } = setUp(() => Promise.resolve(ok));
    deadman.configure(config);
    await clock.advance(120_000);
    expect(asked).toEqual(Array.from({ length: 3 }, () => 'GET https://ping.example/x'));
    expect(results).toEqual([null, null, null]);
  });

  it('is kept back while the engine is not well', async () => {
    const { clock, state, asked, deadman } = setUp(() => Promise.resolve(ok));
    state.well = false;
    deadman.configure(config);
    await clock.advance(180_000);
    expect(asked).toEqual([]);
    state.well = true;
    await clock.advance(60_000);
    expect(asked).toHaveLength(1);
  });

  it('that does not arrive is told quietly, without secrets, and not repeated before the next is due', async () => {
    const { clock, asked, results, deadman } = setUp(() =>
      Promise.resolve({ ...ok, status: 500, text: 'no sesame' }),
    );
    deadman.configure(config);
    await clock.advance(59_999);
    expect(asked).toHaveLength(1);
    expect(results).toEqual(['answered HTTP 500: no •••']);
  });

  it('that gets no answer is given up on', async () => {
    const { clock, results, deadman } = setUp(
      (_outgoing, signal) =>
        new Promise((_resolve, reject) => {
          signal.addEventListener('abort', () => reject(signal.reason as Error));
        }),
    );
    deadman.configure(config);
    await clock.advance(10_000);
    expect(results).toEqual(['no answer within 10 s']);
  });

  it('ends with its configuration, goes on undisturbed with the same, and begins anew with another', async () => {
    const { clock, asked, deadman } = setUp(() => Promise.resolve(ok));
    deadman.configure(config);
    await clock.advance(30_000);
    deadman.configure({ ...config });
    expect(asked).toHaveLength(1);
    deadman.configure({ ...config, url: 'https://ping.example/y' });
    expect(asked).toHaveLength(2);
    deadman.configure(null);
    await clock.advance(600_000);
    deadman.stop();
    expect(asked).toHaveLength(2);
    expect(clock.pending).toBe(0);
  });
});
