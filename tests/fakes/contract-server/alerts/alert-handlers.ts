import type { AlertHandlers } from '../../../../electron/engine/alerts/alert-handlers.ts';
import type { Silence } from '../../../../shared/contract/alert-schemas.ts';
import { ContractFailure } from '../../../../shared/contract/failure.ts';
import { aRule, type AlertWorld, type FakeIncident } from './alert-world.ts';
import { checkFakeRule, replayFakeRule } from './fake-rules.ts';

const YAML = '/home/ada/.config/watchpost/watchpost.yaml';

interface Told {
  alerts(): void;
  digest(): void;
}

/** Answers what is asked of alerts from an invented world, and changes it when commanded. */
export function fakeAlertHandlers(
  world: AlertWorld,
  subjects: () => string[],
  log: { name: string; input: unknown }[],
  tell: Told,
): AlertHandlers {
  const change = (name: string, input: unknown) => {
    log.push({ name, input });
    tell.alerts();
  };
  const find = (id: string): FakeIncident => {
    const found = world.incidents.find(({ incident }) => incident.id === id);
    if (!found) throw new ContractFailure('unknown-incident', `There is no incident "${id}".`);
    return found;
  };
  return {
    alerts: () => ({ rules: world.rules, alerts: world.alerts }),
    incidents: ({ since, until, subject, limit }) => ({
      incidents: world.incidents
        .map(({ incident }) => incident)
        .filter(
          ({ startedAt, endedAt }) => (endedAt ?? Infinity) >= since && startedAt <= (until ?? Infinity),
        )
        .filter((incident) => subject === null || incident.subject === subject)
        .slice(0, limit),
    }),
    incident: ({ id }) =>
      world.incidents.find(({ incident }) => incident.id === id) ?? {
        incident: null,
        timeline: [],
        elsewhere: [],
      },
    ledger: ({ subject, rule, limit, before }) => ({
      rows: world.ledger
        .filter((row) => subject === null || row.subject === subject)
        .filter((row) => rule === null || row.rule === rule)
        .filter(({ id }) => before === null || id < before)
        .slice(0, limit),
    }),
    why: ({ subject }) => why(world, subject, subjects().includes(subject)),
    silences: () => ({ silences: world.silences, maintenance: world.maintenance }),
    noise: () => ({ rules: world.noise }),
    audit: ({ limit }) => ({ entries: world.audit.slice(0, limit) }),
    checkRule: ({ text }) => checkFakeRule(text),
    replayRule: ({ text, since }) => replayFakeRule(text, since, Date.now()),
    ruleText: ({ id }) => ({ text: world.ruleTexts.get(id) ?? null }),
    dependencySuggestions: () => ({ suggestions: world.suggestions }),
    digest: () => ({ digest: world.digest }),
    addSilence(input) {
      const id = `s-new-${world.silences.length}`;
      const from = input.from ?? Date.now();
      const silence: Silence = {
        id,
        from,
        match: input.match,
        until: input.until,
        reason: input.reason,
        by: 'ada',
        createdAt: Date.now(),
        state: from > Date.now() ? 'upcoming' : 'active',
        subjects: subjects().filter((subject) => input.match['monitor']?.includes(subject)),
      };
      world.silences = [silence, ...world.silences];
      change('addSilence', input);
      return { id };
    },
    removeSilence(input) {
      world.silences = world.silences.filter(({ id }) => id !== input.id);
      change('removeSilence', input);
      return {};
    },
    ack(input) {
      const acked = { at: Date.now(), by: 'ada', text: input.text };
      const hit = world.alerts.some(({ subject, phase }) => subject === input.subject && phase === 'firing');
      world.alerts = world.alerts.map((alert) =>
        alert.subject === input.subject ? { ...alert, acked } : alert,
      );
      world.incidents = world.incidents.map((entry) =>
        entry.incident.subject === input.subject && entry.incident.state === 'open'
          ? {
              ...entry,
              incident: { ...entry.incident, acked },
              timeline: [...entry.timeline, { at: acked.at, kind: 'ack', text: `ada: ${input.text}` }],
            }
          : entry,
      );
      change('ack', input);
      return { acked: hit };
    },
    addNote(input) {
      find(input.incidentId).timeline.push({ at: Date.now(), kind: 'note', text: `ada: ${input.text}` });
      change('addNote', input);
      return {};
    },
    saveRule(input) {
      const { problems, id, condition } = checkFakeRule(input.text);
      if (problems.length === 0 && id !== null) {
        world.ruleTexts.set(id, input.text);
        const kept = world.rules.find((rule) => rule.id === id);
        const rule = { ...aRule({ id }), ...kept, condition: condition ?? '' };
        world.rules = kept ? world.rules.map((was) => (was === kept ? rule : was)) : [...world.rules, rule];
      }
      change('saveRule', input);
      return { file: YAML, problems };
    },
    removeRule(input) {
      world.rules = world.rules.filter(({ id }) => id !== input.id);
      change('removeRule', input);
      return { file: YAML };
    },
    addDependency(input) {
      world.suggestions = world.suggestions.filter(
        ({ child, parent }) => child !== input.child || parent !== input.parent,
      );
      change('addDependency', input);
      return { file: YAML };
    },
    dismissDigest(input) {
      world.digest = null;
      log.push({ name: 'dismissDigest', input });
      tell.digest();
      return {};
    },
  };
}

function why(world: AlertWorld, subject: string, known: boolean) {
  const rows = world.ledger.filter((row) => row.subject === subject).slice(0, 20);
  const lines = world.alerts
    .filter((alert) => alert.subject === subject)
    .map(({ rule, phase, held, value }) => ({
      rule,
      text:
        phase === 'pending'
          ? `No popup yet: ${rule} is true (${value ?? ''}) and waits until it has been so for 2 m.`
          : held === null
            ? `A popup was shown: ${rule} fires${value === null ? '' : `, ${value}`}.`
            : `No popup: ${rule} fires, and is held ${held}.`,
    }));
  const quiet = ['cert-expiry', 'error-rate'].map((rule) => ({
    rule,
    text: `No popup: ${rule} is not true at present, and was not in the last 30 days.`,
  }));
  return { known: known || rows.length > 0, lines: [...lines, ...(known ? quiet : [])], rows };
}
