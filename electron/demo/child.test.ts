import { describe, expect, it } from 'vitest';
import type { DemoEvent } from '../../shared/contract/demo-channel.ts';
import { serveDemo, type ParentChannel } from './child.ts';
import type { DemoFleet } from './fleet.ts';

/** A parent that keeps what it is told. */
function parent() {
  const told: DemoEvent[] = [];
  const exits: number[] = [];
  let message: (message: unknown) => void = () => undefined;
  let closed: () => void = () => undefined;
  const channel: ParentChannel = {
    send: async (event) => void told.push(event),
    onMessage: (listener) => void (message = listener),
    onClosed: (listener) => void (closed = listener),
    exit: (code) => void exits.push(code),
  };
  return { channel, told, exits, ask: (text: unknown) => message(text), leave: () => closed() };
}

function fleet() {
  const calls: string[] = [];
  const running: Pick<DemoFleet, 'configYaml' | 'replay' | 'stop'> = {
    configYaml: '/demo/watchpost.yaml',
    replay: () => void calls.push('replay'),
    stop: async () => void calls.push('stop'),
  };
  return { calls, running: running as DemoFleet };
}

const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

describe("the demo's child process", () => {
  it('tells its parent when it is ready, replays and stops when asked', async () => {
    const { channel, told, exits, ask } = parent();
    const { calls, running } = fleet();
    await serveDemo(channel, async () => running);
    expect(told).toEqual([{ type: 'ready', configFile: '/demo/watchpost.yaml' }]);
    ask({ type: 'replay' });
    ask({ type: 'stop' });
    ask({ type: 'stop' });
    await turn();
    expect(calls).toEqual(['replay', 'stop']);
    expect(exits).toEqual([0]);
  });

  it('stops when its parent is gone', async () => {
    const { channel, exits, leave } = parent();
    const { calls, running } = fleet();
    await serveDemo(channel, async () => running);
    leave();
    await turn();
    expect([calls, exits]).toEqual([['stop'], [0]]);
  });

  it('says why it could not start, and ends', async () => {
    const { channel, told, exits } = parent();
    const cause = new Error('the port is taken');
    await serveDemo(channel, () => Promise.reject(new Error('A server could not be started.', { cause })));
    expect(told).toEqual([
      {
        type: 'problem',
        message: 'The demo could not start: A server could not be started. the port is taken',
      },
    ]);
    expect(exits).toEqual([1]);
  });

  it('names a message it does not know and goes on', async () => {
    const { channel, told, exits, ask } = parent();
    await serveDemo(channel, async () => fleet().running);
    ask({ type: 'dance' });
    expect(told.at(-1)).toEqual({
      type: 'problem',
      message: 'The demo was sent a message it does not know.',
    });
    expect(exits).toEqual([]);
  });
});
