/** From what was written to what is run; series are spread out and references checked, each problem at its place. */
import type { AlertRule } from '../../../../shared/config/alerts/model.ts';
import type { Config, ConfigProblem } from '../../../../shared/config/model.ts';
import { isTreeMap, type Tree, type TreeMap } from '../../../../shared/config/scalar.ts';
import { didYouMean } from '../../config/locate.ts';
import type { Places } from '../../config/places.ts';
import { problemAt } from '../../config/problems.ts';
import { at as partAt, items } from '../../config/tree-parts.ts';
import { FLAPPING_RULE, logSubject, OFFLINE_RULE } from '../core/settings.ts';
import type { Expectation, LogSeries, MonitorSeries, Place, RuleTest, TestEvent } from './model.ts';
import { checkSamples, type SampleKind } from './samples.ts';
import { valueTexts } from './read-values.ts';
import { parseSeries, SeriesProblem, type Series } from './series.ts';
import type { EventParts, ParsedTest } from './schema.ts';

const DEFAULT_START = Date.UTC(2026, 0, 1);
const DEFAULT_INTERVAL_MS = 30_000;

interface Surroundings {
  tree: TreeMap;
  places: Places;
  config: Config;
  rules: readonly AlertRule[];
}

export function buildTests(
  file: string,
  parsed: readonly ParsedTest[],
  { tree, places, config, rules }: Surroundings,
): { tests: RuleTest[]; problems: ConfigProblem[] } {
  const problems: ConfigProblem[] = [];
  const monitors = config.monitors.map(({ id }) => id);
  const sources = config.logs.map(({ id }) => id);
  const subjects = [...monitors, ...sources.map(logSubject)];
  const ruleIds = [...rules.map(({ id }) => id), FLAPPING_RULE, OFFLINE_RULE];
  const notifiers = config.notify.channels.map(({ id }) => id);

  const placeOf = (part: Tree | undefined): Place => {
    const origin = places.of(part);
    return { file, line: origin?.line ?? 1, column: origin?.column ?? 1 };
  };

  function tell(part: Tree | undefined, message: string): void {
    problems.push(problemAt(places.of(part) ?? { file, line: 1, column: 1, path: '' }, message));
  }

  function known(
    part: Tree | undefined,
    word: string | undefined,
    words: readonly string[],
    what: string,
  ): void {
    if (word === undefined || words.includes(word)) return;
    const meant = didYouMean(word, words);
    tell(part, `there is no ${what} "${word}"${meant === null ? '' : `, did you mean "${meant}"?`}`);
  }

  function read(
    part: Tree | undefined,
    text: string | undefined,
    intervalMs: number,
    kind: SampleKind,
  ): Series | null {
    if (text === undefined) return null;
    try {
      const series = parseSeries(text, intervalMs);
      checkSamples(series, kind);
      return series;
    } catch (error) {
      if (!(error instanceof SeriesProblem)) throw error;
      tell(part, error.message);
      return null;
    }
  }

  function readMap(
    part: Tree | undefined,
    texts: readonly [string, string][],
    intervalMs: number,
    kind: SampleKind,
  ): Record<string, Series> {
    return Object.fromEntries(
      texts.map(([name, text]) => [
        name,
        read(isTreeMap(part) ? part[name] : part, text, intervalMs, kind) ?? [],
      ]),
    );
  }

  function buildSeries(
    part: Tree | undefined,
    one: NonNullable<ParsedTest['series']>[number],
    spacing: number,
  ): MonitorSeries | LogSeries {
    const intervalMs = one.interval ?? spacing;
    const get = (key: string) => partAt(part, key);
    const values = readMap(get('values'), Object.entries(valueTexts(one.values)), intervalMs, 'number');
    if (one.source !== undefined) {
      known(get('source'), one.source, sources, 'log source');
      return {
        source: one.source,
        intervalMs,
        level: one.level ?? 'info',
        message: one.message ?? '',
        service: one.service ?? null,
        fields: Object.fromEntries((one.fields ?? []).map(([name, { json }]) => [name, json])),
        counts:
          read(get('counts'), one.counts, intervalMs, 'count') ??
          Object.values(values)[0]?.map((value) => (value === null ? null : '1')) ??
          [],
        values,
      };
    }
    known(get('monitor'), one.monitor, monitors, 'monitor');
    return {
      monitor: one.monitor,
      intervalMs,
      state: read(get('state'), one.state, intervalMs, 'state'),
      latency: read(get('latency'), one.latency, intervalMs, 'number'),
      components: readMap(get('components'), one.components ?? [], intervalMs, 'state'),
      certExpires: read(get('cert_expires'), one.cert_expires, intervalMs, 'duration'),
      fileAge: read(get('file_age'), one.file_age, intervalMs, 'duration'),
      restarts: read(get('restarts'), one.restarts, intervalMs, 'count'),
    };
  }

  function buildEvent(part: Tree | undefined, event: EventParts, index: number): TestEvent {
    const { at } = event;
    const until = event.until ?? null;
    if (until !== null && until <= at)
      tell(partAt(part, 'until'), 'lies before the event begins; until is a time since the start, as at is');
    switch (event.do) {
      case 'ack':
        known(partAt(part, 'subject'), event.subject, subjects, 'subject');
        return { at, do: 'ack', subject: event.subject };
      case 'silence':
        return {
          at,
          do: 'silence',
          id: event.id ?? `silence-${index + 1}`,
          match: event.match ?? [],
          until,
          reason: event.reason ?? '',
        };
      case 'clock':
        return { at, do: 'clock', by: event.by };
      case 'notifier_fails':
        known(partAt(part, 'notifier'), event.notifier, notifiers, 'notifier');
        return { at, do: 'notifier_fails', notifier: event.notifier, until: until ?? at };
      case 'mark':
        return { at, do: 'mark', text: event.text };
      default:
        return { at, do: event.do, until: until ?? at };
    }
  }

  function buildExpectation(
    part: Tree | undefined,
    one: NonNullable<ParsedTest['expect']>[number],
  ): Expectation {
    known(partAt(part, 'rule'), one.rule, ruleIds, 'rule');
    known(partAt(part, 'subject'), one.subject, subjects, 'subject');
    known(partAt(part, 'incident', 'subject'), one.incident?.subject, subjects, 'subject');
    for (const [index, { notifier, subjects: named }] of (one.notifications ?? []).entries()) {
      const entry = items(partAt(part, 'notifications'))[index];
      known(partAt(entry, 'notifier'), notifier, notifiers, 'notifier');
      for (const [at, subject] of (named ?? []).entries())
        known(items(partAt(entry, 'subjects'))[at], subject, subjects, 'subject');
    }
    const { rule, subject } = one;
    return {
      at: one.at,
      place: placeOf(part),
      alert:
        rule !== undefined && subject !== undefined
          ? { rule, subject, state: one.state ?? null, frozen: one.frozen ?? null }
          : null,
      notifications: one.notifications ?? null,
      incident: one.incident ?? null,
      ledger: one.ledger ?? null,
    };
  }

  const tests = parsed.map((test, index): RuleTest => {
    const part = items(tree['tests'])[index];
    const intervalMs = test.interval ?? DEFAULT_INTERVAL_MS;
    const series = (test.series ?? []).map((one, at) =>
      buildSeries(items(partAt(part, 'series'))[at], one, intervalMs),
    );
    return {
      name: test.name,
      place: placeOf(part),
      start: test.start ?? DEFAULT_START,
      timezone: test.timezone ?? 'UTC',
      intervalMs,
      series,
      events: (test.events ?? []).map((event, at) =>
        buildEvent(items(partAt(part, 'events'))[at], event, at),
      ),
      expect: (test.expect ?? []).map((one, at) => buildExpectation(items(partAt(part, 'expect'))[at], one)),
    };
  });
  return { tests, problems };
}
