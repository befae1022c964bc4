import type { AlertRuleView } from '../../../shared/contract/alert-schemas.ts';
import type { Handlers } from '../../../shared/contract/contract.ts';
import type { StoredIncident } from '../history/queries/incidents.ts';
import type { Clock } from '../ports.ts';
import type { LogReader, Reader } from '../storage/reader-client.ts';
import type { AlertService } from './alert-service-port.ts';
import { alwaysSeverity } from './always.ts';
import { sightsOf } from './core/sight.ts';
import { alertViews, maintenanceViews, nameOf, ruleViews, silenceView } from './views.ts';
import { whyInWords } from './why.ts';

export interface AnswerDeps {
  clock: Pick<Clock, 'now'>;
  service: Pick<AlertService, 'present'>;
  reader: Pick<Reader, 'query'>;
  logReader: Pick<LogReader, 'query'>;
  /** Where a rule stands in the configuration, where that is known. */
  placeOf: (rule: string) => AlertRuleView['place'];
  /** A monitor's state, in words; null for what is no monitor. */
  stateOf: (subject: string) => string | null;
  clockTime: (at: number) => string;
}

type Answers = Pick<
  Handlers,
  'alerts' | 'incidents' | 'incident' | 'ledger' | 'why' | 'silences' | 'noise' | 'audit'
>;

const BEFORE_MS = 15 * 60_000;
const WEEK_DAYS = 7;
const WHY_ROWS = 200;
const SHOWN_ROWS = 50;
const MOST_GROUPS = 200;

/** What people ask about alerts: from the core as it is now, and from the history in its own thread. */
export function alertAnswers(deps: AnswerDeps): Answers {
  const { clock, service, reader, logReader } = deps;
  const name = (subject: string) => nameOf(service.present()?.core.settings.subjects ?? new Map(), subject);
  const named = (incident: StoredIncident) => ({ ...incident, name: name(incident.subject) });

  /** Errors that were seen for the first time around an incident. */
  async function firstErrors({ subject, startedAt, endedAt }: StoredIncident) {
    const since = startedAt - BEFORE_MS;
    const now = clock.now();
    const asked = {
      sources: null,
      since,
      states: null,
      search: '',
      limit: MOST_GROUPS,
      trendBuckets: 1,
      now,
    };
    const groups = await logReader.query('errorGroups', asked);
    return groups
      .filter(({ firstSeen }) => firstSeen >= since && firstSeen < (endedAt ?? now))
      .flatMap(({ firstSeen, title, sources }) => {
        const source = `log:${sources[0] ?? ''}`;
        if (source === subject) return [];
        return [
          {
            at: firstSeen,
            kind: 'evidence',
            text: `first seen: ${title}`,
            subject: source,
            name: name(source),
          },
        ];
      });
  }

  return {
    async alerts() {
      const now = clock.now();
      const { rules } = await reader.query('noise', { days: WEEK_DAYS, now });
      const present = service.present();
      if (!present) return { rules: [], alerts: [] };
      const popups = new Map(rules.map((one) => [one.rule, one.popups]));
      return { rules: ruleViews(present, popups, deps.placeOf), alerts: alertViews(present) };
    },

    async incidents(input) {
      const { incidents } = await reader.query('incidents', input);
      return { incidents: incidents.map(named) };
    },

    async incident({ id }) {
      const { incident, timeline, elsewhere } = await reader.query('incident', { id });
      if (!incident) return { incident: null, timeline: [], elsewhere: [] };
      const others = elsewhere.map((event) => ({
        ...event,
        subject: event.subject || 'all',
        name: event.subject === '' ? 'All monitors' : name(event.subject),
      }));
      const errors = await firstErrors(incident);
      return {
        incident: named(incident),
        timeline,
        elsewhere: [...others, ...errors].toSorted((a, b) => a.at - b.at),
      };
    },

    ledger: (input) => reader.query('ledger', input),

    async why({ subject }) {
      const { rows } = await reader.query('ledger', { subject, rule: null, limit: WHY_ROWS, before: null });
      const present = service.present();
      const watched = present?.core.settings.subjects.has(subject) ?? false;
      const shown = rows.slice(0, SHOWN_ROWS);
      if (!present || !watched) return { known: rows.length > 0, lines: [], rows: shown };
      const { core, time } = present;
      const lines = core.inspect((world) =>
        sightsOf(world, subject).map((sight) => ({
          rule: sight.rule,
          text: whyInWords(sight, {
            clockTime: (at) => deps.clockTime(time.toWall(at)),
            wallClockTime: deps.clockTime,
            state: deps.stateOf(subject),
            last: rows.find(({ rule }) => rule === sight.rule) ?? null,
          }),
        })),
      );
      return { known: true, lines, rows: shown };
    },

    silences() {
      const present = service.present();
      if (!present) return { silences: [], maintenance: [] };
      const now = clock.now();
      const silences = present.silences.all().toReversed();
      return {
        silences: silences.map((row) => silenceView(row, present, now)),
        maintenance: maintenanceViews(present, now),
      };
    },

    async noise({ days }) {
      const { rules } = await reader.query('noise', { days, now: clock.now() });
      const byId = service.present()?.core.settings.byId;
      return {
        rules: rules.map((one) => {
          const always = alwaysSeverity(one.rule);
          const severity = byId?.get(one.rule)?.rule.severity ?? always ?? 'warning';
          // What always runs has no `for` that could be longer.
          return { ...one, severity, suggestion: always ? null : one.suggestion };
        }),
      };
    },

    audit: (input) => reader.query('audit', input),
  };
}
