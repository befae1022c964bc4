import { describe, expect, it } from 'vitest';
import type { NetworkConfig } from '../../../shared/config/model.ts';
import { FakeNetwork } from '../../../tests/fakes/fake-network.ts';
import { VirtualClock } from '../../../tests/fakes/virtual-clock.ts';
import type { NetworkChange } from './events.ts';
import { isLoopbackHost } from './loopback.ts';
import { createNetworkGuard } from './network-guard.ts';

const A = 'tcp://192.0.2.1:53';
const B = 'tcp://192.0.2.2:53';
const OFFICE = 'tcp://10.0.0.1:443';

function setUp(config: Partial<NetworkConfig> = {}) {
  const clock = new VirtualClock();
  const network = new FakeNetwork(clock);
  const guard = createNetworkGuard({ clock, network, isLoopbackHost });
  const changes: NetworkChange[] = [];
  guard.onChange((change) => changes.push(change));
  guard.configure({ canaries: [A], zones: [], ...config }, true);
  /** Asks a question and tells its answer with the time that it took. */
  const timed = async (question: () => Promise<boolean>): Promise<[boolean, number]> => {
    const from = clock.monotonic();
    const answer = question().then((value): [boolean, number] => [value, clock.monotonic() - from]);
    await clock.advance(4000);
    return await answer;
  };
  return { clock, network, guard, changes, timed };
}

describe('before a target is blamed', () => {
  it('a canary that answered within 5 s is taken at its word', async () => {
    const { clock, network, guard, timed } = setUp();
    network.answering.add(A);
    guard.start([]);
    await clock.advance(3000);
    expect(await timed(() => guard.isOffline())).toEqual([false, 0]);
    expect(network.asked).toHaveLength(1);
  });

  it('canaries are asked at once when the last answer is older', async () => {
    const { clock, network, guard, timed } = setUp();
    network.answering.add(A);
    guard.start([]);
    await clock.advance(6000);
    expect(await timed(() => guard.isOffline())).toEqual([false, 20]);
    expect(network.asked.map(({ at }) => at)).toEqual([0, 6000]);
  });

  it('they have 2 s', async () => {
    const { guard, timed } = setUp();
    guard.start([A]);
    expect(await timed(() => guard.isOffline())).toEqual([true, 2000]);
  });

  it('one answer is enough', async () => {
    const { network, guard, timed } = setUp({ canaries: [A, B] });
    network.answering.add(B);
    guard.start([A, B]);
    expect(await timed(() => guard.isOffline())).toEqual([false, 20]);
  });

  it('many failures at one moment ask each canary once', async () => {
    const { clock, network, guard } = setUp();
    network.answering.add(A);
    const all = Promise.all(Array.from({ length: 50 }, () => guard.isOffline()));
    await clock.advance(2000);
    expect([(await all).every((offline) => !offline), network.asked.length]).toEqual([true, 1]);
  });
});

describe('offline', () => {
  it('is when no interface but loopback is up, without asking anybody', async () => {
    const { network, guard, changes, timed } = setUp();
    network.up = false;
    expect(await timed(() => guard.isOffline())).toEqual([true, 0]);
    expect([network.asked, changes[0]?.reason]).toEqual([[], 'no network interface is up']);
  });

  it('is when a canary fails that has answered before', async () => {
    const { clock, network, guard, timed } = setUp();
    network.answering.add(A);
    guard.start([]);
    await clock.advance(10_000);
    network.answering.clear();
    expect(await timed(() => guard.isOffline())).toEqual([true, 2000]);
    expect(guard.offline()?.reason).toBe(`${A} does not answer`);
  });

  it('is never read from a canary that never answered', async () => {
    const { guard, timed, changes } = setUp();
    guard.start([]);
    expect(await timed(() => guard.isOffline())).toEqual([false, 2000]);
    expect(changes).toEqual([]);
  });

  it('is read from one that answered in an earlier run', async () => {
    const first = setUp();
    first.network.answering.add(A);
    first.guard.start([]);
    await first.clock.advance(100);
    expect(first.guard.proven()).toEqual([A]);
    const second = setUp();
    second.guard.start(first.guard.proven());
    expect(await second.timed(() => second.guard.isOffline())).toEqual([true, 2000]);
  });

  it('is never read without canaries', async () => {
    const { network, guard, timed } = setUp({ canaries: null });
    network.servers = ['127.0.0.53'];
    expect(await timed(() => guard.isOffline())).toEqual([false, 0]);
  });

  it('is not looked for at all when the guard is turned off', async () => {
    const { network, guard, timed } = setUp({ canaries: [] });
    network.up = false;
    expect(await timed(() => guard.isOffline())).toEqual([false, 0]);
    expect(await guard.isUsable()).toBe(true);
  });

  it('is told once, and its end as soon as a canary answers again', async () => {
    const { clock, network, guard, changes } = setUp();
    guard.start([A]);
    void guard.isOffline();
    await clock.advance(20_000);
    void guard.isOffline();
    await clock.advance(3000);
    network.answering.add(A);
    await clock.advance(10_000);
    expect(changes.map(({ offline }) => offline)).toEqual([true, false]);
    expect(guard.offline()).toBeNull();
  });
});

describe('default canaries', () => {
  it("are the system's DNS servers that are not on this machine", async () => {
    const { clock, network, guard } = setUp({ canaries: null });
    network.servers = ['127.0.0.53', '192.0.2.1', '2001:db8::1'];
    guard.start([]);
    await clock.advance(3000);
    expect(network.asked.map(({ canary }) => canary)).toEqual([A, 'tcp://[2001:db8::1]:53']);
  });

  it('follow the system to another network and prove themselves there', async () => {
    const { clock, network, guard } = setUp({ canaries: null });
    network.servers = ['192.0.2.1'];
    network.answering.add(A).add(B);
    guard.start([]);
    await clock.advance(1000);
    network.servers = ['192.0.2.2'];
    await clock.advance(31_000);
    expect(guard.proven()).toEqual([A, B]);
  });
});

describe('a zone', () => {
  const zones = [{ id: 'office', canary: OFFICE }];

  it('is silent while its canary is, even if it never answered', async () => {
    const { guard, timed } = setUp({ zones });
    expect(await timed(() => guard.isZoneSilent('office'))).toEqual([true, 2000]);
  });

  it('is there once its canary answers, which is asked again after 5 s only', async () => {
    const { network, guard, timed } = setUp({ zones });
    network.answering.add(OFFICE);
    expect(await timed(() => guard.isZoneSilent('office'))).toEqual([false, 20]);
    expect(await timed(() => guard.isZoneSilent('office'))).toEqual([false, 0]);
    expect(await timed(() => guard.isZoneSilent('office'))).toEqual([false, 20]);
  });

  it('says once that it went, and that it is back', async () => {
    const { clock, network, guard, changes } = setUp({ zones });
    guard.start([]);
    void guard.isZoneSilent('office');
    void guard.isZoneSilent('office');
    await clock.advance(10_000);
    network.answering.add(OFFICE);
    await clock.advance(10_000);
    expect(changes.map(({ zone, offline }) => [zone, offline])).toEqual([
      ['office', true],
      ['office', false],
    ]);
  });

  it('that is not configured is never silent, and one taken out of the configuration is over', async () => {
    const { guard, changes, timed } = setUp({ zones });
    expect(await timed(() => guard.isZoneSilent('home'))).toEqual([false, 0]);
    await timed(() => guard.isZoneSilent('office'));
    guard.configure({ canaries: [A], zones: [] }, true);
    expect(changes.map(({ offline }) => offline)).toEqual([true, false]);
  });
});

describe('after a sleep the network is usable', () => {
  it('when a canary answers now, not when it did before', async () => {
    const { clock, network, guard, timed } = setUp();
    network.answering.add(A);
    guard.start([]);
    await clock.advance(100);
    network.answering.clear();
    expect(await timed(() => guard.isUsable())).toEqual([false, 2000]);
    network.answering.add(A);
    expect(await timed(() => guard.isUsable())).toEqual([true, 20]);
  });

  it('and an answer from before the sleep excuses nobody afterwards', async () => {
    const { clock, network, guard, timed } = setUp();
    network.answering.add(A);
    guard.start([]);
    await clock.advance(100);
    network.answering.clear();
    await timed(() => guard.isUsable());
    expect(await timed(() => guard.isOffline())).toEqual([true, 2000]);
  });

  it('when an interface is up and no canary ever answered', async () => {
    const { network, guard, timed } = setUp();
    expect(await timed(() => guard.isUsable())).toEqual([true, 2000]);
    network.up = false;
    expect(await timed(() => guard.isUsable())).toEqual([false, 0]);
  });
});

it('asks nobody while nothing beyond this machine is watched', async () => {
  const { clock, network, guard, timed } = setUp();
  guard.configure({ canaries: [A], zones: [] }, false);
  guard.start([A]);
  await clock.advance(600_000);
  network.up = false;
  expect(await timed(() => guard.isUsable())).toEqual([true, 0]);
  expect(network.asked).toEqual([]);
});

it('leaves no timer behind when stopped', async () => {
  const { clock, guard } = setUp();
  guard.start([A]);
  void guard.isOffline();
  await clock.advance(4000);
  guard.stop();
  await clock.advance(4000);
  expect(clock.pending).toBe(0);
});
