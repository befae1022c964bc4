import { describe, expect, it, vi } from 'vitest';
import type { Bridge } from '../../shared/contract/bridge.ts';
import { bridgeApi } from './bridge-api.ts';

describe('the contract through the bridge of the preload', () => {
  const on = vi.fn().mockReturnValue(() => undefined);
  const mark = vi.fn().mockResolvedValue({ ok: true, value: { at: 5 } });
  const bridge = {
    mark,
    uptime: vi
      .fn()
      .mockResolvedValue({ ok: false, error: { code: 'unknown-monitor', message: 'There is none.' } }),
    on,
    onConnectionChange: vi.fn().mockReturnValue(() => undefined),
  } as unknown as Bridge;
  const api = bridgeApi(bridge);

  it('calls the method of that name', async () => {
    await expect(api.call('mark', { text: 'x' })).resolves.toEqual({ at: 5 });
    expect(mark).toHaveBeenCalledWith({ text: 'x' });
  });

  it('turns failures that came as values into errors again', async () => {
    await expect(api.call('uptime', { monitorId: 'x' })).rejects.toMatchObject({
      code: 'unknown-monitor',
      message: 'There is none.',
    });
  });

  it('hands subscriptions on', () => {
    const listener = vi.fn();
    api.on('activity', listener);
    expect(on).toHaveBeenCalledWith('activity', listener);
  });
});
