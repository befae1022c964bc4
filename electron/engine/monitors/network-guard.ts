import type { NetworkConfig } from '../../../shared/config/model.ts';
import type { Cancel, Clock, NetworkProbe } from '../ports.ts';
import { askAny, createCanary, type Canary } from './canary.ts';
import { dnsCanaries } from './canary-addresses.ts';
import type { NetworkChange } from './events.ts';
import { createTopic } from './topic.ts';

/** While something is silent it is asked this often, so that its return is noticed. */
const RETURN_POLL_MS = 5000;
/** How often canaries that have not been asked yet are looked for: the DNS servers change with the network. */
const TEND_MS = 30_000;
/** A canary is asked at least this often, so that it can prove itself before it is needed. */
const PROVE_MS = 5 * 60_000;

export interface NetworkGuardDeps {
  clock: Clock;
  network: NetworkProbe;
  isLoopbackHost: (host: string) => boolean;
}

/** Judges the network before a target is blamed. */
export interface NetworkGuard {
  /** `isNeeded` is false while nothing beyond this machine is watched: nobody is asked then. */
  configure(config: NetworkConfig, isNeeded: boolean): void;
  /** Begins to ask canaries, so that they can prove themselves; `proven` is what an earlier run knew. */
  start(proven: readonly string[]): void;
  /** After a transport failure of a target elsewhere: whether the network may be to blame. At most 2 s. */
  isOffline(): Promise<boolean>;
  /** Whether the canary of a zone is silent; false for an unknown zone. At most 2 s. */
  isZoneSilent(zone: string): Promise<boolean>;
  /** After a sleep: an interface is up, and a canary answers if one ever did. */
  isUsable(): Promise<boolean>;
  /** Since when and why the network is thought to be down, or null. */
  offline(): { since: number; reason: string } | null;
  /** Canaries that have answered at some time; hand them to the next `start`. */
  proven(): string[];
  onChange(listener: (change: NetworkChange) => void): Cancel;
  stop(): void;
}

/**
 * Offline needs independent evidence: no interface but loopback is up, or a canary fails that has answered
 * before. A canary that never answered is ignored. A zone is silent when its canary is, whatever it did before.
 */
export function createNetworkGuard({ clock, network, isLoopbackHost }: NetworkGuardDeps): NetworkGuard {
  const changes = createTopic<NetworkChange>();
  const canaries = new Map<string, Canary>();
  const remembered = new Set<string>();
  const silentZones = new Set<string>();
  let config: NetworkConfig = { canaries: [], zones: [] };
  let needed = false;
  let down: { since: number; reason: string } | null = null;
  let tending: Cancel | null = null;
  let polling: Cancel | null = null;

  const isOn = (): boolean => needed && (config.canaries === null || config.canaries.length > 0);

  function canary(address: string): Canary {
    const known = canaries.get(address);
    if (known) return known;
    const fresh = createCanary(address, { clock, network, proven: remembered.has(address) });
    canaries.set(address, fresh);
    return fresh;
  }

  function present(): Canary[] {
    const addresses = config.canaries ?? dnsCanaries(network.dnsServers(), isLoopbackHost);
    return addresses.map(canary);
  }

  /** Evidence of being offline in words, or null. */
  async function evidence(): Promise<string | null> {
    if (!network.interfaceUp()) return 'no network interface is up';
    const asked = present();
    if (asked.some((one) => one.isFresh()) || (await askAny(asked))) return null;
    const failed = asked.find((one) => one.proven);
    return failed ? `${failed.address} does not answer` : null;
  }

  async function isOffline(): Promise<boolean> {
    if (!isOn()) return false;
    const reason = await evidence();
    setDown(reason);
    return reason !== null;
  }

  function setDown(reason: string | null): void {
    if ((reason !== null) === (down !== null)) return;
    const at = clock.now();
    down = reason === null ? null : { since: at, reason };
    changes.tell({
      at,
      zone: null,
      offline: reason !== null,
      reason: reason ?? 'the network is back',
    });
    watchReturn();
  }

  function zoneCanary(zone: string): Canary | null {
    const found = config.zones.find(({ id }) => id === zone);
    return found ? canary(found.canary) : null;
  }

  async function isZoneSilent(zone: string): Promise<boolean> {
    const asked = zoneCanary(zone);
    const silent = asked !== null && !asked.isFresh() && !(await asked.ask());
    setZone(zone, silent);
    return silent;
  }

  function setZone(zone: string, silent: boolean): void {
    if (silentZones.has(zone) === silent) return;
    if (silent) silentZones.add(zone);
    else silentZones.delete(zone);
    const reason = silent ? `network zone ${zone} is not reachable` : `network zone ${zone} is back`;
    changes.tell({ at: clock.now(), zone, offline: silent, reason });
    watchReturn();
  }

  /** Polls while anything is silent. */
  function watchReturn(): void {
    if (polling || !tending || (down === null && silentZones.size === 0)) return;
    polling = clock.setTimeout(() => {
      const asked = [...silentZones].map(isZoneSilent);
      if (down) asked.push(isOffline());
      void Promise.all(asked).then(() => {
        polling = null;
        watchReturn();
      });
    }, RETURN_POLL_MS);
  }

  function tend(): void {
    if (!isOn()) return;
    for (const one of present()) {
      if (one.askedAt === null || clock.monotonic() - one.askedAt >= PROVE_MS) void one.ask();
    }
  }

  function tendRegularly(): void {
    tend();
    tending = clock.setTimeout(tendRegularly, TEND_MS);
  }

  return {
    isOffline,
    isZoneSilent,
    configure(next, isNeeded) {
      config = next;
      needed = isNeeded;
      for (const zone of silentZones) if (!zoneCanary(zone)) setZone(zone, false);
      if (!isOn()) setDown(null);
      if (tending) tend();
    },
    start(proven) {
      for (const address of proven) remembered.add(address);
      tendRegularly();
    },
    async isUsable() {
      for (const one of canaries.values()) one.forgetAnswer();
      if (!isOn()) return true;
      if (!network.interfaceUp()) return false;
      const asked = present();
      return (await askAny(asked)) || !asked.some((one) => one.proven);
    },
    offline: () => down,
    proven: () => [...canaries.values()].filter((one) => one.proven).map(({ address }) => address),
    onChange: (listener) => changes.on(listener),
    stop() {
      tending?.();
      polling?.();
      tending = null;
      polling = null;
    },
  };
}
