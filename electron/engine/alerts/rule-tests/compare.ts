/** Compares what was expected with what there is, in words for people. */
import type { AlertStanding } from '../core/core.ts';
import type { CoreNotification, LedgerRow } from '../core/effects.ts';
import type { ExpectedNotification, ExpectedRow, Expectation } from './model.ts';

/** What an expectation may look at. */
export interface Seen {
  standing(rule: string, subject: string): AlertStanding;
  /** Since the last such expectation. */
  notifications: readonly CoreNotification[];
  ledger: readonly LedgerRow[];
  incident(subject: string): 'open' | 'closed' | 'none';
}

/** A mismatch: what was expected and what there was, each in words. */
export interface Mismatch {
  what: string;
  expected: string;
  actual: string;
}

export function compare({ alert, notifications, incident, ledger }: Expectation, seen: Seen): Mismatch[] {
  return [
    ...(alert ? compareAlert(alert, seen) : []),
    ...(notifications ? compareNotifications(notifications, seen.notifications) : []),
    ...(incident ? compareIncident(incident, seen) : []),
    ...(ledger ?? []).flatMap((row) => compareRow(row, seen.ledger)),
  ];
}

function compareAlert(alert: NonNullable<Expectation['alert']>, seen: Seen): Mismatch[] {
  const standing = seen.standing(alert.rule, alert.subject);
  const what = `${alert.rule} of ${alert.subject}`;
  const mismatches: Mismatch[] = [];
  if (alert.state !== null && alert.state !== standing.phase) {
    mismatches.push({ what, expected: alert.state, actual: standing.phase });
  }
  if (alert.frozen !== null && alert.frozen !== standing.frozen) {
    const word = (frozen: boolean) => (frozen ? 'frozen' : 'not frozen');
    mismatches.push({ what, expected: word(alert.frozen), actual: word(standing.frozen) });
  }
  return mismatches;
}

function compareIncident({ subject, state }: NonNullable<Expectation['incident']>, seen: Seen): Mismatch[] {
  const actual = seen.incident(subject);
  return actual === state ? [] : [{ what: `incident of ${subject}`, expected: state, actual }];
}

function compareNotifications(
  expected: readonly ExpectedNotification[],
  actual: readonly CoreNotification[],
): Mismatch[] {
  const same = expected.length === actual.length && expected.every((one, index) => fits(one, actual[index]));
  if (same) return [];
  return [
    {
      what: 'notifications',
      expected: list(expected.map(showExpected)),
      actual: list(actual.map(showActual)),
    },
  ];
}

function fits(expected: ExpectedNotification, actual: CoreNotification | undefined): boolean {
  if (!actual) return false;
  return (
    (expected.notifier === undefined || expected.notifier === actual.channel) &&
    (expected.kind === undefined || expected.kind === actual.kind) &&
    (expected.severity === undefined || expected.severity === actual.severity) &&
    (expected.root === undefined || expected.root === actual.root) &&
    (expected.held === undefined || expected.held === actual.held) &&
    (expected.subjects === undefined || sameSet(expected.subjects, actual.subjects)) &&
    (expected.rules === undefined || sameSet(expected.rules, actual.rules))
  );
}

function sameSet(a: readonly string[], b: readonly string[]): boolean {
  return JSON.stringify([...new Set(a)].toSorted()) === JSON.stringify([...new Set(b)].toSorted());
}

function compareRow(row: ExpectedRow, ledger: readonly LedgerRow[]): Mismatch[] {
  const about = ledger.filter(
    ({ subject, rule }) =>
      (row.subject === undefined || row.subject === subject) && (row.rule === undefined || row.rule === rule),
  );
  const found = about.some(
    ({ decision, by }) =>
      (row.decision === undefined || row.decision === decision) && (row.by === undefined || row.by === by),
  );
  if (found) return [];
  const shown = about.map(({ subject, rule, decision, by }) =>
    [`${subject}:`, rule, decision, by === '' ? '' : `by ${by}`].filter(Boolean).join(' '),
  );
  return [{ what: 'ledger', expected: show({ ...row }), actual: list([...new Set(shown)]) }];
}

function showExpected(one: ExpectedNotification): string {
  return show({ ...one });
}

function showActual({ channel, kind, severity, subjects, root, held, rules }: CoreNotification): string {
  return show({
    notifier: channel,
    kind,
    severity,
    subjects,
    ...(root !== null && { root }),
    ...(held > 0 && { held }),
    rules,
  });
}

function show(value: Record<string, unknown>): string {
  const parts = Object.entries(value)
    .filter(([, part]) => part !== undefined)
    .map(([key, part]) => `${key}: ${Array.isArray(part) ? `[${part.join(', ')}]` : String(part)}`);
  return `{ ${parts.join(', ')} }`;
}

function list(lines: readonly string[]): string {
  return lines.length === 0 ? 'none' : lines.join('\n');
}
