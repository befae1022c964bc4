import { describe, expect, it } from 'vitest';
import { FakeSignals } from '../../../tests/fakes/fake-signals.ts';
import { VirtualClock } from '../../../tests/fakes/virtual-clock.ts';
import { createSleepWatch } from './sleep-watch.ts';

function setUp() {
  const clock = new VirtualClock(0);
  const signals = new FakeSignals();
  const network = { usable: true };
  const told: [string, number][] = [];
  const watch = createSleepWatch({
    clock,
    signals,
    isNetworkUsable: () => Promise.resolve(network.usable),
    onAsleep: (from) => void told.push(['asleep', from]),
    onAwake: () => void told.push(['awake', clock.now()]),
  });
  return { clock, signals, network, told, watch };
}

describe('a suspend', () => {
  it('is over 10 s after the wake-up when the network is usable', async () => {
    const { clock, signals, told, watch } = setUp();
    signals.suspend();
    clock.suspend(3_600_000);
    signals.resume();
    await clock.advance(9999);
    expect(watch.isAsleep()).toBe(true);
    await clock.advance(1);
    expect([watch.isAsleep(), told]).toEqual([
      false,
      [
        ['asleep', 0],
        ['awake', 3_610_000],
      ],
    ]);
  });

  it('that was announced began then, although the clocks were last seen to be right before', async () => {
    const { clock, signals, told, watch } = setUp();
    await clock.advance(433);
    signals.suspend();
    clock.suspend(20_000);
    watch.slept(0);
    expect(told).toEqual([
      ['asleep', 433],
      ['asleep', 433],
    ]);
    await clock.advance(60_000);
    watch.slept(70_000);
    expect(told.at(-1)).toEqual(['asleep', 70_000]);
  });

  it('waits longer for the network', async () => {
    const { clock, signals, network, told } = setUp();
    network.usable = false;
    signals.suspend();
    signals.resume();
    await clock.advance(25_000);
    expect(told).toHaveLength(1);
    network.usable = true;
    await clock.advance(2000);
    expect(told.at(-1)?.[0]).toBe('awake');
  });

  it('waits for it 60 s at most', async () => {
    const { clock, signals, network, told } = setUp();
    network.usable = false;
    signals.suspend();
    signals.resume();
    await clock.advance(59_999);
    expect(told).toHaveLength(1);
    await clock.advance(1);
    expect(told.at(-1)).toEqual(['awake', 60_000]);
  });

  it('that the clocks alone show is treated the same', async () => {
    const { clock, told, watch } = setUp();
    watch.slept(0);
    await clock.advance(60_000);
    expect(told).toEqual([
      ['asleep', 0],
      ['awake', 10_000],
    ]);
  });

  it('whose signal comes after the clocks have shown it is one suspend', async () => {
    const { clock, signals, told, watch } = setUp();
    watch.slept(0);
    await clock.advance(1000);
    signals.resume();
    await clock.advance(60_000);
    expect(told.map(([what]) => what)).toEqual(['asleep', 'awake']);
  });

  it('of which only the wake-up is told is noticed all the same', async () => {
    const { clock, signals, told } = setUp();
    signals.resume();
    await clock.advance(10_000);
    expect(told.map(([what]) => what)).toEqual(['asleep', 'awake']);
  });

  it('in the middle of settling starts over', async () => {
    const { clock, signals, told } = setUp();
    signals.suspend();
    signals.resume();
    await clock.advance(8000);
    signals.suspend();
    await clock.advance(5000);
    expect(told.map(([what]) => what)).toEqual(['asleep', 'asleep']);
    signals.resume();
    await clock.advance(10_000);
    expect(told.at(-1)).toEqual(['awake', 23_000]);
  });

  it('that was announced and never came does not leave everything unknown for good', async () => {
    const { clock, signals, told } = setUp();
    signals.suspend();
    await clock.advance(70_000);
    expect(told.at(-1)).toEqual(['awake', 70_000]);
  });
});

it('listens no more and leaves no timer behind when stopped', async () => {
  const { clock, signals, watch } = setUp();
  watch.slept(0);
  watch.stop();
  await clock.advance(0);
  expect([signals.listeners, clock.pending]).toEqual([0, 0]);
});
