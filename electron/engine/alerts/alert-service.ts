import type { ChannelConfig, NotifyConfig } from '../../../shared/config/model.ts';
import type { MonitorStatus } from '../../../shared/domain/monitor-status.ts';
import type { DeliveryOutcome } from '../notify/dispatcher.ts';
import type { OutgoingNotification } from '../notify/notifier.ts';
import type { Cancel, Clock } from '../ports.ts';
import { AlertBook } from './alert-book.ts';
import type { AlertStore, LedgerEntry } from './alert-store.ts';
import { composeProblem, composeRecovery, type SubjectFacts } from './compose.ts';
import type { GroupMember, GroupNotification } from './group.ts';
import { PopupGroups } from './popup-groups.ts';
import type { Rule } from './rules.ts';

export interface AlertServiceDeps {
  clock: Clock;
  store: AlertStore;
  rules: readonly Rule[];
  /** The present status of a monitor, or null when there is none by that id. */
  status(id: string): MonitorStatus | null;
  /** Hands a notification that the outbox holds to delivery. */
  dispatch(notification: OutgoingNotification, kind: ChannelConfig['kind']): void;
  /** A new, unique id for a notification. */
  newId(): string;
  /** Put before every title; empty for real monitors. */
  titlePrefix: string;
  /** Clock time and durations as people read them. */
  words: { clockTime: (at: number) => string; duration: (ms: number) => string };
}

/** Turns confirmed states into alerts, alerts into popups, and remembers what was decided and why. */
export interface AlertService {
  configure(notify: Pick<NotifyConfig, 'groupWaitMs' | 'channels'>): void;
  /** Takes over what an earlier run left behind; `configure` comes first. */
  start(): void;
  /** Judges the rules for a monitor whose status may have changed. */
  evaluate(id: string): void;
  /** Closes a monitor's alerts without a word to the user, for the reason given ("removed", "paused"). */
  close(id: string, reason: string): void;
  /** Told by delivery what became of a notification. */
  settled(outcome: DeliveryOutcome): void;
  stop(): void;
}

export function createAlertService(deps: AlertServiceDeps): AlertService {
  const { clock, store } = deps;
  const book = new AlertBook(deps.rules);
  const groups = new PopupGroups();
  let channels: readonly ChannelConfig[] = [];
  let cancelTimer: Cancel = () => {};

  function commit(change: {
    ledger: readonly LedgerEntry[];
    queued?: readonly OutgoingNotification[];
    settled?: readonly string[];
  }) {
    const memory = { alerts: book.active(), groups: groups.save() };
    store.commit({ memory, queued: [], settled: [], ...change });
  }

  /** Evaluates the rules for one monitor; the ledger rows that this makes, or null when nothing changed. */
  function step(status: MonitorStatus, at: number): LedgerEntry[] | null {
    const changes = book.evaluate(status, at);
    for (const { rule, subject, transition } of changes) {
      if (transition === 'firing') {
        const member = { subject, severity: rule.severity, since: status.since ?? at };
        groups.firing(status.group, member, at);
      }
      if (transition === 'resolved') groups.resolved(status.group, subject, at);
    }
    if (changes.length === 0) return null;
    const text = `${status.name} is ${status.state}`;
    return changes.flatMap(({ rule, subject, transition }) =>
      transition === 'firing' || transition === 'resolved'
        ? [
            {
              at,
              subject,
              rule: rule.id,
              decision: transition === 'firing' ? 'fired' : 'resolved',
              text,
            } as const,
          ]
        : [],
    );
  }

  function facts({ subject, since }: GroupMember): SubjectFacts {
    const status = deps.status(subject);
    const { name, state, message, components, runbook } = status ?? {
      name: subject,
      state: 'unknown' as const,
      message: '',
      components: [],
      runbook: null,
    };
    return { subject, name, state, message, components, runbook, since };
  }

  function outgoing(channel: ChannelConfig, said: GroupNotification): OutgoingNotification {
    const subjects = said.members.map(facts).toSorted((a, b) => a.since - b.since);
    const { title, body } =
      said.kind === 'problem'
        ? composeProblem(subjects, deps.words.clockTime)
        : composeRecovery(subjects, clock.now(), deps.words.duration);
    return {
      id: deps.newId(),
      channelId: channel.id,
      kind: said.kind,
      severity: said.severity,
      title: `${deps.titlePrefix}${title}`,
      body,
      subjects: said.members.map(({ subject }) => subject),
      at: clock.now(),
    };
  }

  /** Evaluates what is due by time alone, says what the groups have to say, and sets the next timer. */
  function tick() {
    const at = clock.now();
    for (let due = book.nextDue(); due && due.at <= at; due = book.nextDue()) {
      const status = deps.status(due.subject);
      const ledger = status ? step(status, at) : null;
      if (!ledger) break;
      commit({ ledger });
    }
    const outbox = groups
      .due(at)
      .map(({ channel, said }) => ({ channel, notification: outgoing(channel, said) }));
    if (outbox.length > 0) {
      commit({
        queued: outbox.map(({ notification }) => notification),
        ledger: outbox.flatMap(({ notification }) => entries(notification, at, 'queued', notification.title)),
      });
    }
    for (const { channel, notification } of outbox) deps.dispatch(notification, channel.kind);
    schedule();
  }

  function schedule() {
    cancelTimer();
    const dues = [groups.nextDue(), book.nextDue()?.at ?? null].filter((due) => due !== null);
    if (dues.length === 0) return;
    cancelTimer = clock.setTimeout(tick, Math.max(0, Math.min(...dues) - clock.now()));
  }

  return {
    configure(notify) {
      channels = notify.channels;
      groups.configure(notify);
    },

    start() {
      const saved = store.loadMemory();
      book.restore(saved?.alerts ?? []);
      groups.restore(saved?.groups ?? {});
      for (const notification of store.loadOutbox()) {
        const channel = channels.find(({ id }) => id === notification.channelId);
        if (channel) deps.dispatch(notification, channel.kind);
        else
          commit({
            settled: [notification.id],
            ledger: entries(notification, clock.now(), 'dropped', 'no such channel'),
          });
      }
      schedule();
    },

    evaluate(id) {
      const status = deps.status(id);
      const ledger = status ? step(status, clock.now()) : null;
      if (ledger) commit({ ledger });
      schedule();
    },

    close(id, reason) {
      const rules = book.close(id);
      groups.forget(id, clock.now());
      if (rules.length === 0) return;
      const at = clock.now();
      commit({ ledger: rules.map((rule) => ({ at, subject: id, rule, decision: 'closed', text: reason })) });
      schedule();
    },

    settled({ notification, outcome, detail }) {
      const decision = outcome === 'shown' ? 'delivered' : outcome;
      commit({ settled: [notification.id], ledger: entries(notification, clock.now(), decision, detail) });
    },

    stop() {
      cancelTimer();
    },
  };
}

/** One ledger row for each subject of a notification. */
function entries(
  notification: OutgoingNotification,
  at: number,
  decision: LedgerEntry['decision'],
  text: string,
): LedgerEntry[] {
  return notification.subjects.map((subject) => ({
    at,
    subject,
    rule: '',
    decision,
    text: `${notification.channelId}: ${text}`,
  }));
}
