import { describe, expect, it, vi } from 'vitest';
import { channelInHand } from '../../tests/fixtures/channel-in-hand.ts';
import { createClient } from './client.ts';

describe('the contract client', () => {
  it('fills in defaults, sends the call and resolves with the parsed answer', async () => {
    const { channel, sent, say: answer } = channelInHand();
    const results = createClient(channel).call('results', { monitorId: 'api' });
    expect(sent).toEqual([
      { type: 'call', id: 1, name: 'results', input: { monitorId: 'api', limit: 50, before: null } },
    ]);
    answer({ type: 'result', id: 1, value: { results: [], added: 'later' } });
    await expect(results).resolves.toEqual({ results: [] });
  });

  it('matches answers to calls by id, in whatever order they come', async () => {
    const { channel, say: answer } = channelInHand();
    const client = createClient(channel);
    const first = client.call('mark', { text: 'one' });
    const second = client.call('mark', { text: 'two' });
    answer({ type: 'result', id: 2, value: { at: 2 } });
    answer({ type: 'result', id: 1, value: { at: 1 } });
    await expect(Promise.all([first, second])).resolves.toEqual([{ at: 1 }, { at: 2 }]);
  });

  it('rejects with the code and words of the server', async () => {
    const { channel, say: answer } = channelInHand();
    const call = createClient(channel).call('uptime', { monitorId: 'gone' });
    answer({
      type: 'error',
      id: 1,
      error: { code: 'unknown-monitor', message: 'There is no monitor "gone".' },
    });
    await expect(call).rejects.toMatchObject({
      code: 'unknown-monitor',
      message: 'There is no monitor "gone".',
    });
  });

  it('refuses an input that does not fit before it is sent', async () => {
    const { channel, sent } = channelInHand();
    await expect(createClient(channel).call('mark', { text: ' ' })).rejects.toMatchObject({
      code: 'invalid-request',
    });
    expect(sent).toEqual([]);
  });

  it('rejects an answer that does not fit', async () => {
    const { channel, say: answer } = channelInHand();
    const call = createClient(channel).call('mark', { text: 'x' });
    answer({ type: 'result', id: 1, value: { at: 'noon' } });
    await expect(call).rejects.toMatchObject({ code: 'invalid-answer' });
  });

  it('rejects everything pending, and every later call, once the channel is closed', async () => {
    const { channel } = channelInHand();
    const client = createClient(channel);
    const closed = vi.fn();
    client.onClose(closed);
    const pending = client.call('status', {});
    client.close();
    await expect(pending).rejects.toMatchObject({ code: 'disconnected' });
    await expect(client.call('status', {})).rejects.toMatchObject({ code: 'disconnected' });
    expect(closed).toHaveBeenCalledOnce();
    const late = vi.fn();
    client.onClose(late);
    expect(late).toHaveBeenCalledOnce();
  });

  it('tells parsed events to their listeners until they unsubscribe', () => {
    const { channel, say: answer } = channelInHand();
    const client = createClient(channel);
    const seen = vi.fn();
    const stop = client.on('monitors', seen);
    const event = { type: 'event', name: 'monitors', payload: { at: 1, changed: [], removed: ['a'] } };
    answer(event);
    stop();
    answer(event);
    expect(seen).toHaveBeenCalledExactlyOnceWith({ at: 1, changed: [], removed: ['a'] });
  });

  it('drops what breaks the contract and reports it', () => {
    const { channel, say: answer } = channelInHand();
    const problems: string[] = [];
    const client = createClient(channel, (text) => problems.push(text));
    const seen = vi.fn();
    client.on('monitors', seen);
    answer('hello');
    answer({ type: 'event', name: 'monitors', payload: { at: 'noon' } });
    answer({ type: 'event', name: 'toString', payload: {} });
    answer({ type: 'result', id: 99, value: {} });
    expect(seen).not.toHaveBeenCalled();
    expect(problems).toHaveLength(4);
  });
});
