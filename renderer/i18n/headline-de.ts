import type { HeadlineWords } from '../../shared/domain/headline-words.ts';
import { longDuration, pointInTime } from '../../shared/domain/time-text.ts';

const STATES = { healthy: 'gesund', degraded: 'eingeschränkt', unhealthy: 'krank' };

/** The sentence before the dashboard, in German. */
export function germanHeadline(locale: string): HeadlineWords {
  const list = (names: readonly string[], more: number) =>
    new Intl.ListFormat(locale).format(more > 0 ? [...names, `${more} weitere`] : names);
  const ist = (count: number) => (count === 1 ? 'ist' : 'sind');
  const lasting = (duration: string | null) => (duration ? `, ununterbrochen ${duration}` : '');

  return {
    time: (at, now) => pointInTime(at, now, locale),
    duration: (ms) => longDuration(ms, locale),
    configInvalid: { lead: 'Die Konfiguration ist ungültig.', rest: 'Nichts wird beobachtet.' },
    configProblems: (n, place) =>
      n === 1 ? `Ein Fehler, bei ${place}.` : `${n} Fehler, der erste bei ${place}.`,
    nothingConfigured: 'Noch wird nichts beobachtet.',
    addOne: 'Füge eine Adresse hinzu; das erste Ergebnis ist nach Sekunden da.',
    allDisabled: 'Alle Monitore sind abgeschaltet.',
    enableOne: 'Schalte einen in der Konfiguration wieder ein.',
    paused: (until) => (until ? `Die Überwachung pausiert bis ${until}.` : 'Die Überwachung pausiert.'),
    everyPaused: 'Alle Monitore pausieren.',
    lastKnown: ({ unhealthy, degraded, healthy }) => {
      const parts = [
        unhealthy > 0 ? `${unhealthy} krank` : '',
        degraded > 0 ? `${degraded} eingeschränkt` : '',
        healthy > 0 ? `${healthy} gesund` : '',
      ];
      return `Zuletzt bekannt: ${parts.filter(Boolean).join(', ')}.`;
    },
    offline: 'Dieser Computer ist offline.',
    offlineSince: (since, n) =>
      `Seit ${since}. ${n} ${n === 1 ? 'Monitor lässt' : 'Monitore lassen'} sich bis dahin nicht beurteilen.`,
    offlineHarmless: (since) => `Dieser Computer ist seit ${since} offline.`,
    down: (names, more) => `${list(names, more)} ${ist(names.length + more)} ausgefallen.`,
    degraded: (names, more) => `${list(names, more)} ${ist(names.length + more)} eingeschränkt.`,
    feel: (first, more) => {
      if (more === 0) return `${first} spürt es.`;
      return `${first} und ${more === 1 ? 'ein weiterer' : `${more} weitere`} spüren es.`;
    },
    waiting: 'Die ersten Ergebnisse stehen noch aus.',
    waitingDetail: (n) => `${n} ${n === 1 ? 'Monitor wurde' : 'Monitore wurden'} noch nicht geprüft.`,
    nothingKnown: 'Gerade ist nichts bekannt.',
    healthyAndUnknown: (healthy, unknown) =>
      `${healthy} ${ist(healthy)} gesund, ${unknown} ${ist(unknown)} unbekannt.`,
    allHealthy: (n, duration) => `Alle ${n} sind gesund${lasting(duration)}.`,
    oneHealthy: (name, duration) => `${name} ist gesund${lasting(duration)}.`,
    othersHealthy: (n) => (n === 1 ? 'Ein anderer ist gesund.' : `${n} andere sind gesund.`),
    moreDegraded: (n) => (n === 1 ? 'Einer mehr ist eingeschränkt.' : `${n} mehr sind eingeschränkt.`),
    unknownOnes: (n) => (n === 1 ? 'Einer ist unbekannt.' : `${n} sind unbekannt.`),
    pausedOnes: (n) => (n === 1 ? 'Einer pausiert.' : `${n} pausieren.`),
    since: (time, duration) => `Seit ${time}, ${duration}.`,
    firstSeenAs: 'Zuerst gesehen als',
    confirming: (name, towards, seen, needed) =>
      `${name} ist vielleicht ${STATES[towards]}: ${seen} von ${needed} Prüfungen sagen es.`,
    demo: 'Das sind Vorführdienste.',
  };
}
