import { MessageChannel } from 'node:worker_threads';
import { afterEach, describe, expect, it, vi } from 'vitest';
import type { ServerMessage } from '../../shared/contract/envelope.ts';
import { createBridge, type PagePort } from './bridge.ts';

const open: MessageChannel[] = [];
afterEach(() => open.splice(0).forEach(({ port1 }) => port1.close()));

/** A port for the bridge, with an engine at its other end that answers every call. */
function engineEnd(answer: (name: string) => unknown) {
  const channel = new MessageChannel();
  open.push(channel);
  const { port1, port2 } = channel;
  port1.on('message', (call: { id: number; name: string }) => {
    port1.postMessage({ type: 'result', id: call.id, value: answer(call.name) } satisfies ServerMessage);
  });
  return {
    port: port2 as unknown as PagePort,
    tell: (message: ServerMessage) => port1.postMessage(message),
    end: port1,
  };
}

describe('the bridge of the window', () => {
  it('says as a value that the engine is not running', async () => {
    const { exposed } = createBridge();
    expect(await exposed.checkNow({ monitorIds: null })).toEqual({
      ok: false,
      error: { code: 'disconnected', message: 'The engine is not running.' },
    });
  });

  it('carries a call to the engine and its answer back', async () => {
    const bridge = createBridge();
    bridge.connect(engineEnd(() => ({ started: 2 })).port);
    expect(await bridge.exposed.checkNow({ monitorIds: null })).toEqual({ ok: true, value: { started: 2 } });
  });

  it('keeps listeners over an engine restart, which brings a new port', async () => {
    const bridge = createBridge();
    const heard: unknown[] = [];
    const connection: boolean[] = [];
    bridge.exposed.on('monitors', ({ at }) => heard.push(at));
    bridge.exposed.onConnectionChange((connected) => connection.push(connected));
    for (const at of [1, 2]) {
      const engine = engineEnd(() => ({}));
      bridge.connect(engine.port);
      engine.tell({ type: 'event', name: 'monitors', payload: { at, changed: [], removed: [] } });
      await vi.waitFor(() => expect(heard).toContain(at));
      engine.end.close();
      await vi.waitFor(() => expect(connection.at(-1)).toBe(false));
    }
    expect(heard).toEqual([1, 2]);
    expect(connection).toEqual([false, true, false, true, false]);
  });

  it('exposes named methods only, and none that sends as it likes', () => {
    const { exposed } = createBridge();
    expect(Object.keys(exposed)).not.toContain('send');
    expect(Object.keys(exposed)).not.toContain('call');
    expect(Object.keys(exposed)).toContain('status');
  });
});
