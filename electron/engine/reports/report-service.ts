import type { ReportConfig } from '../../../shared/config/alerts/model.ts';
import type { Config } from '../../../shared/config/model.ts';
import { formatEvery } from '../../../shared/config/notify/report.ts';
import { formatDuration } from '../../../shared/config/values/duration.ts';
import type { LedgerEntry } from '../alerts/alert-store.ts';
import { messageOfNoAlert, type OutgoingNotification } from '../notify/notifier.ts';
import type { Cancel, Clock, Logger } from '../ports.ts';
import { composeReport } from './compose-report.ts';
import { duesWithin, planDues } from './due.ts';
import type { ReportFigures, ReportSpan } from './figures.ts';
import { reportSubject, type HandledReports, type ReportStore } from './report-store.ts';

export interface ReportDeps {
  clock: Clock;
  logger: Logger;
  store: ReportStore;
  gather: (span: ReportSpan, config: Config) => Promise<ReportFigures>;
  /** Hands over what the outbox holds. */
  dispatch: (notification: OutgoingNotification) => void;
  /** The machine's time zone. */
  zone: string;
  /** Put before every title; empty for real monitors. */
  titlePrefix: string;
}

export interface Reports {
  configure(config: Config): void;
  start(): void;
  stop(): void;
}

/** A timer may stand still while the machine sleeps, and clocks can be set: the time is looked at so often. */
const LOOK_EVERY_MS = 30_000;
/** Dealt with further ahead than this can only be where a clock was wrong. */
const AHEAD_MS = 86_400_000;

/**
 * Sends reports when they are due, each once: what was dealt with is written down together with the outbox row. One
 * that fell due while nobody was there goes out on return, if it is not older than a day.
 */
export function createReports(deps: ReportDeps): Reports {
  const { clock, logger, store, zone } = deps;
  let config: Config | null = null;
  let started = false;
  let looking = false;
  /** In memory as well: what cannot be written down now is not done again either. */
  let handled: HandledReports | null = null;
  let cancelTimer: Cancel = () => {};

  function schedule(): void {
    cancelTimer();
    const reports = config?.notify.reports ?? [];
    if (!started || reports.length === 0) return;
    const now = clock.now();
    const soon = reports.flatMap((report) =>
      duesWithin(report, now, now + LOOK_EVERY_MS, report.zone ?? zone),
    );
    cancelTimer = clock.setTimeout(
      () => void look(),
      Math.min(LOOK_EVERY_MS, ...soon.map((due) => due - now)),
    );
  }

  async function look(): Promise<void> {
    if (looking) return;
    looking = true;
    cancelTimer();
    for (const report of config?.notify.reports ?? []) {
      try {
        await lookAt(report);
      } catch (error) {
        if (started) logger.warn('a report could not be made; it is tried again', { error });
      }
    }
    looking = false;
    schedule();
  }

  async function lookAt(report: ReportConfig): Promise<void> {
    const asked = config;
    if (!asked || !started) return;
    const key = reportKey(report);
    const now = clock.now();
    handled ??= store.load();
    const since = handled[key];
    // A new report begins with the next time that it is due.
    if (since === undefined || since > now + AHEAD_MS) return keep(key, now, {});
    const { send, missed } = planDues(duesWithin(report, since, now, report.zone ?? zone), now);
    const ledger = missed.length === 0 ? [] : [droppedRow(report, missed, now)];
    if (send !== null) {
      const figures = await deps.gather({ from: send - report.periodMs, to: send }, asked);
      if (started) keep(key, send, { ledger, queued: [message(report, send, figures)] });
    } else if (ledger.length > 0) {
      keep(key, missed.at(-1) ?? now, { ledger });
    }
  }

  function keep(
    key: string,
    at: number,
    { ledger = [], queued = [] }: { ledger?: LedgerEntry[]; queued?: OutgoingNotification[] },
  ): void {
    const present = new Set(config?.notify.reports.map(reportKey));
    const others = Object.entries(handled ?? {}).filter(([other]) => present.has(other));
    handled = { ...Object.fromEntries(others), [key]: at };
    store.commit({ handled, queued, ledger });
    for (const notification of queued) deps.dispatch(notification);
  }

  function message(report: ReportConfig, dueAt: number, figures: ReportFigures): OutgoingNotification {
    const at = clock.now();
    const text = composeReport(figures, { dueAt, now: at, zone: report.zone ?? zone });
    return messageOfNoAlert({
      id: deliveryKey(report, dueAt),
      channelId: report.channel,
      kind: 'report',
      title: `${deps.titlePrefix}${text.title}`,
      body: text.body,
      evidence: text.evidence,
      at,
    });
  }

  return {
    configure(next) {
      config = next;
      if (started) void look();
    },
    start() {
      started = true;
      void look();
    },
    stop() {
      started = false;
      cancelTimer();
    },
  };
}

/** What tells one report from another; a changed one is a new one. */
export function reportKey(report: ReportConfig): string {
  return [report.channel, formatEvery(report), report.zone ?? '', formatDuration(report.periodMs)].join(' ');
}

/** The same however often a report is made: `report-mail-7d-20260105T080000Z`. */
function deliveryKey({ channel, periodMs }: ReportConfig, dueAt: number): string {
  const due = new Date(dueAt).toISOString().replace(/[-:]|\.\d+/gu, '');
  return `report-${channel}-${formatDuration(periodMs)}-${due}`;
}

function droppedRow(report: ReportConfig, missed: readonly number[], now: number): LedgerEntry {
  const dues = missed.map((due) => new Date(due).toISOString());
  const what =
    dues.length === 1 ? `the report due ${dues[0]}` : `${dues.length} reports due up to ${dues.at(-1)}`;
  return {
    at: now,
    subject: reportSubject(report.channel),
    rule: '',
    decision: 'dropped',
    by: '',
    text: `${report.channel}: ${what}: Watchpost was not running or asleep then`,
  };
}
