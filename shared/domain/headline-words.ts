import { longDuration, pointInTime } from './time-text.ts';

/** The sentences that `headline` speaks in; one implementation a language. Counts are at least 1. */
export interface HeadlineWords {
  time(at: number, now: number): string;
  duration(ms: number): string;
  configInvalid: { lead: string; rest: string };
  configProblems(count: number, place: string): string;
  nothingConfigured: string;
  addOne: string;
  allDisabled: string;
  enableOne: string;
  /** `until` null means until resumed. */
  paused(until: string | null): string;
  everyPaused: string;
  lastKnown(counts: { unhealthy: number; degraded: number; healthy: number }): string;
  offline: string;
  offlineSince(since: string, count: number): string;
  /** Offline while nothing depends on the network. */
  offlineHarmless(since: string): string;
  /** At most two names; `more` counts those left out. */
  down(names: readonly string[], more: number): string;
  degraded(names: readonly string[], more: number): string;
  feel(first: string, more: number): string;
  waiting: string;
  waitingDetail(count: number): string;
  nothingKnown: string;
  healthyAndUnknown(healthy: number, unknown: number): string;
  /** `duration` null when it is not known since when. */
  allHealthy(count: number, duration: string | null): string;
  oneHealthy(name: string, duration: string | null): string;
  othersHealthy(count: number): string;
  moreDegraded(count: number): string;
  unknownOnes(count: number): string;
  pausedOnes(count: number): string;
  since(time: string, duration: string): string;
  firstSeenAs: string;
  confirming(
    name: string,
    towards: 'healthy' | 'degraded' | 'unhealthy',
    seen: number,
    needed: number,
  ): string;
  demo: string;
}

const SMALL = ['zero', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine'];

/** Plain English. `timeZone` defaults to the machine's. */
export function englishHeadline(locale = 'en', timeZone?: string): HeadlineWords {
  const count = new Intl.NumberFormat(locale);
  const small = (n: number) => SMALL[n] ?? count.format(n);
  const list = (names: readonly string[], more: number) =>
    new Intl.ListFormat('en-GB').format(more > 0 ? [...names, `${small(more)} more`] : names);
  const are = (names: readonly string[], more: number) => (names.length + more === 1 ? 'is' : 'are');
  const isAre = (n: number) => (n === 1 ? 'is' : 'are');
  const lasting = (duration: string | null) => (duration ? `, for ${duration}` : '');

  return {
    time: (at, now) => pointInTime(at, now, locale, timeZone),
    duration: (ms) => longDuration(ms, locale),
    configInvalid: { lead: 'The configuration is not valid.', rest: 'Nothing is watched.' },
    configProblems: (n, place) =>
      n === 1 ? `One problem, at ${place}.` : `${count.format(n)} problems, the first at ${place}.`,
    nothingConfigured: 'Nothing is watched yet.',
    addOne: 'Add an endpoint, and the first result is here within seconds.',
    allDisabled: 'Every monitor is disabled.',
    enableOne: 'Enable one in the configuration to watch it again.',
    paused: (until) => (until ? `Monitoring is paused until ${until}.` : 'Monitoring is paused.'),
    everyPaused: 'Every monitor is paused.',
    lastKnown: ({ unhealthy, degraded, healthy }) => {
      const parts = [
        unhealthy > 0 ? `${count.format(unhealthy)} unhealthy` : '',
        degraded > 0 ? `${count.format(degraded)} degraded` : '',
        healthy > 0 ? `${count.format(healthy)} healthy` : '',
      ].filter(Boolean);
      return `Last known: ${parts.join(', ')}.`;
    },
    offline: 'This computer is offline.',
    offlineSince: (since, n) =>
      `Since ${since}. ${count.format(n)} ${n === 1 ? 'monitor' : 'monitors'} cannot be judged until it is back.`,
    offlineHarmless: (since) => `This computer has been offline since ${since}.`,
    down: (names, more) => `${list(names, more)} ${are(names, more)} down.`,
    degraded: (names, more) => `${list(names, more)} ${are(names, more)} degraded.`,
    feel: (first, more) => (more > 0 ? `${first} and ${small(more)} more feel it.` : `${first} feels it.`),
    waiting: 'Waiting for the first results.',
    waitingDetail: (n) =>
      `${count.format(n)} ${n === 1 ? 'monitor has' : 'monitors have'} not been checked yet.`,
    nothingKnown: 'Nothing is known right now.',
    healthyAndUnknown: (healthy, unknown) =>
      `${count.format(healthy)} ${isAre(healthy)} healthy, ${count.format(unknown)} ${isAre(unknown)} unknown.`,
    allHealthy: (n, duration) => `All ${count.format(n)} are healthy${lasting(duration)}.`,
    oneHealthy: (name, duration) => `${name} is healthy${lasting(duration)}.`,
    othersHealthy: (n) => (n === 1 ? 'One other is healthy.' : `${count.format(n)} others are healthy.`),
    moreDegraded: (n) => (n === 1 ? 'One more is degraded.' : `${count.format(n)} more are degraded.`),
    unknownOnes: (n) => (n === 1 ? 'One is unknown.' : `${count.format(n)} are unknown.`),
    pausedOnes: (n) => (n === 1 ? 'One is paused.' : `${count.format(n)} are paused.`),
    since: (time, duration) => `Since ${time}, ${duration}.`,
    firstSeenAs: 'First seen as',
    confirming: (name, towards, seen, needed) =>
      `${name} may be ${towards}: ${seen} of ${needed} checks say so.`,
    demo: 'These are demo services.',
  };
}
