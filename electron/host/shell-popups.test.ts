import { expect, it } from 'vitest';
import { VirtualClock } from '../../tests/fakes/virtual-clock.ts';
import { createShellPopups } from './shell-popups.ts';

const popup = { id: 'n1', title: 't', body: 'b', severity: 'warning', page: '/activity' } as const;

function setUp() {
  const clock = new VirtualClock();
  const told: unknown[] = [];
  return { clock, told, ...createShellPopups((message) => told.push(message), clock) };
}

it('hands a popup to the shell and takes its word for what became of it', async () => {
  const { told, transport, answered } = setUp();
  const shown = transport.show(popup);
  expect(told).toEqual([
    { type: 'popup', id: 'n1', title: 't', body: 'b', critical: false, page: '/activity' },
  ]);
  answered('another', 'no');
  answered('n1', null);
  await expect(shown).resolves.toBeUndefined();
  const refused = transport.show(popup);
  answered('n1', 'not signed');
  await expect(refused).rejects.toThrow('not signed');
});

it('does not wait for ever', async () => {
  const { clock, transport } = setUp();
  const shown = transport.show(popup).catch((error: Error) => error.message);
  await clock.advance(15_000);
  expect(await shown).toBe('no answer from the desktop within 15 s');
});
