import { describe, expect, it, vi } from 'vitest';
import { calls, type Handlers } from './contract.ts';
import type { Channel, ServerMessage } from './envelope.ts';
import { ContractFailure } from './failure.ts';
import { createContractServer } from './server.ts';

/** One end of an in-memory pipe, with what was sent kept for the test to read. */
function pipe() {
  const listeners = new Set<(message: unknown) => void>();
  const closers = new Set<() => void>();
  const sent: ServerMessage[] = [];
  const channel: Channel = {
    send: (message) => void sent.push(message as ServerMessage),
    onMessage: (listener) => (listeners.add(listener), () => void listeners.delete(listener)),
    onClose: (listener) => (closers.add(listener), () => void closers.delete(listener)),
    close: () => closers.forEach((closer) => closer()),
  };
  return { channel, sent, receive: (message: unknown) => listeners.forEach((listener) => listener(message)) };
}

const unexpected = () => {
  throw new Error('not part of this test');
};

function handlers(own: Partial<Handlers>): Handlers {
  const base = Object.fromEntries(
    Object.keys(calls).map((name) => [name, unexpected]),
  ) as unknown as Handlers;
  return { ...base, ...own };
}

async function ask(own: Partial<Handlers>, name: string, input: unknown) {
  const errors = vi.fn();
  const { channel, sent, receive } = pipe();
  createContractServer(handlers(own), errors).attach(channel);
  receive({ type: 'call', id: 7, name, input });
  await vi.waitFor(() => expect(sent).toHaveLength(1));
  return { reply: sent[0], errors };
}

describe('the engine end of the contract', () => {
  it('answers a call with the value of its handler', async () => {
    const { reply } = await ask({ checkNow: () => ({ started: 3 }) }, 'checkNow', { monitorIds: null });
    expect(reply).toEqual({ type: 'result', id: 7, value: { started: 3 } });
  });

  it('fills in defaults before the handler sees the input', async () => {
    const seen: unknown[] = [];
    await ask({ results: (input) => (seen.push(input), { results: [] }) }, 'results', { monitorId: 'a' });
    expect(seen).toEqual([{ monitorId: 'a', limit: 50, before: null }]);
  });

  it('refuses input that does not fit, naming the call and the field', async () => {
    const { reply } = await ask({}, 'results', { monitorId: 'a', limit: 'many' });
    expect(reply).toMatchObject({ type: 'error', id: 7, error: { code: 'invalid-request' } });
    expect(JSON.stringify(reply)).toContain('results: limit');
  });

  it('refuses a call that is not in the contract, also one that names an inherited property', async () => {
    const { reply } = await ask({}, 'toString', {});
    expect(reply).toMatchObject({ error: { code: 'unknown-call' } });
  });

  it('passes on the words of an expected failure', async () => {
    const { reply, errors } = await ask(
      {
        checkNow: () => {
          throw new ContractFailure('unknown-monitor', 'There is no monitor "x".');
        },
      },
      'checkNow',
      { monitorIds: ['x'] },
    );
    expect(reply).toEqual({
      type: 'error',
      id: 7,
      error: { code: 'unknown-monitor', message: 'There is no monitor "x".' },
    });
    expect(errors).not.toHaveBeenCalled();
  });

  it('keeps the details of an unexpected failure to itself and reports them', async () => {
    const { reply, errors } = await ask({}, 'status', {});
    expect(JSON.stringify(reply)).not.toContain('not part of this test');
    expect(errors).toHaveBeenCalledWith('status', expect.any(Error));
  });

  it('refuses to send an answer that breaks the contract', async () => {
    const { reply } = await ask({ checkNow: () => ({ started: 'three' }) as never }, 'checkNow', {
      monitorIds: null,
    });
    expect(reply).toMatchObject({ type: 'error', error: { code: 'internal' } });
  });

  it('tells events to every channel until it closes', () => {
    const server = createContractServer(handlers({}), vi.fn());
    const first = pipe();
    const second = pipe();
    server.attach(first.channel);
    server.attach(second.channel);
    second.channel.close();
    server.publish('monitors', { at: 1, changed: [], removed: ['a'] });
    expect(first.sent).toEqual([
      { type: 'event', name: 'monitors', payload: { at: 1, changed: [], removed: ['a'] } },
    ]);
    expect(second.sent).toEqual([]);
  });

  it('cuts off a peer that breaks the envelope', () => {
    const server = createContractServer(handlers({}), vi.fn());
    const { channel, receive } = pipe();
    const closed = vi.fn();
    channel.onClose(closed);
    server.attach(channel);
    receive({ hello: 'world' });
    expect(closed).toHaveBeenCalled();
  });
});
