import type { State } from '../../../shared/domain/state.ts';
import type { Random } from '../ports.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const OUTAGES_A_MONTH = 1.5;
/** The machine sleeps through this share of all nights. */
const NIGHTS_ASLEEP = 0.05;

/** A span of time, [from, to). */
export interface Span {
  from: number;
  to: number;
}

export interface Episode extends Span {
  state: Exclude<State, 'healthy'>;
  message: string;
}

export interface InventedResult {
  at: number;
  state: State;
  latencyUs: number;
  httpStatus: number;
  message: string;
}

export interface InventedMonitor {
  id: string;
  /** What it went through, in order of time: outages, and nights in which nobody looked. */
  episodes: readonly Episode[];
  /** Null while nobody looks. */
  resultAt: (at: number) => InventedResult | null;
}

const TROUBLES: readonly Omit<Episode, keyof Span>[] = [
  { state: 'unhealthy', message: 'HTTP 503 Service Unavailable' },
  { state: 'unhealthy', message: 'database: connection refused' },
  { state: 'unhealthy', message: 'redis/master: timed out after 2000 ms' },
  { state: 'degraded', message: 'slow: over 800 ms' },
  { state: 'degraded', message: 'openai: 429 Too Many Requests' },
];

/** Nights in which the machine slept, and so looked at nothing. */
export function inventNights(start: number, end: number, random: Random): Span[] {
  const nights: Span[] = [];
  for (let day = Math.ceil(start / DAY) * DAY; day + 6 * HOUR < end; day += DAY) {
    if (random() < NIGHTS_ASLEEP)
      nights.push({ from: day + random() * HOUR, to: day + (4 + random()) * HOUR });
  }
  return nights.map(({ from, to }) => ({ from: Math.floor(from), to: Math.floor(to) }));
}

/** A service with a temper of its own. */
export function inventMonitor(
  index: number,
  { start, now, asleep, random }: { start: number; now: number; asleep: readonly Span[]; random: Random },
): InventedMonitor {
  const usualUs = 4_000 * Math.exp(random() * 4);
  const spread = 0.1 + random() * 0.4;
  const wave = random() * 0.5;
  const nights = asleep.map((span): Episode => ({ ...span, state: 'unknown', message: '' }));
  const outages = inventOutages(start, now, random).filter(
    (outage) => !nights.some((night) => outage.from < night.to && night.from < outage.to),
  );
  const episodes = [...outages, ...nights].toSorted((a, b) => a.from - b.from);
  let next = 0;
  return {
    id: `service-${String(index + 1).padStart(4, '0')}`,
    episodes,
    resultAt(at) {
      while ((episodes[next]?.to ?? Infinity) <= at) next += 1;
      const candidate = episodes[next];
      const episode = candidate && candidate.from <= at ? candidate : null;
      if (episode?.state === 'unknown') return null;
      const daily = 1 + wave * Math.sin(((at % DAY) / DAY) * 2 * Math.PI);
      const spike = random() < 0.002 ? 5 + random() * 20 : 1;
      const slow = episode ? 3 : 1;
      const latencyUs = Math.round(usualUs * daily * spike * slow * Math.exp(spread * bell(random)));
      const httpStatus = episode?.state === 'unhealthy' ? 503 : 200;
      return {
        at,
        state: episode?.state ?? 'healthy',
        latencyUs,
        httpStatus,
        message: episode?.message ?? '',
      };
    },
  };
}

function inventOutages(start: number, now: number, random: Random): Episode[] {
  const outages: Episode[] = [];
  const gap = () => Math.floor((-Math.log(1 - random()) * 30 * DAY) / OUTAGES_A_MONTH);
  for (let from = start + gap(); from < now; from += gap()) {
    const to = from + Math.floor((2 + 90 * random() ** 3) * 60_000);
    const trouble = TROUBLES[Math.floor(random() * TROUBLES.length)];
    if (trouble && to < now) outages.push({ from, to, ...trouble });
    from = to;
  }
  return outages;
}

/** Roughly normal, mean 0 and deviation 1: the sum of three uniform numbers. */
function bell(random: Random): number {
  return (random() + random() + random() - 1.5) * 2;
}
