import type { LogEvidence } from '../../../../shared/contract/log-schemas.ts';
import type { Activity } from '../../../../shared/contract/schemas.ts';
import type { OutgoingNotification } from '../../notify/notifier.ts';
import type { Cancel, Clock, Logger } from '../../ports.ts';
import type { IncidentChange, IncidentEvent } from '../core/effects.ts';
import type { DueEvidence } from './due-evidence.ts';
import { few, findings, MOST, popupEvidence, type Finding } from './findings.ts';

/** To either side of a failure. */
export const AROUND_MS = 120_000;
/** A line that was written at the end of that time is stored by then. */
const ROOM_MS = 5_000;
/** An incident that opened longer ago was looked at by an earlier run. */
const JUST_NOW_MS = 10_000;

export interface EvidenceDeps {
  clock: Clock;
  logger: Logger;
  /** When what is wrong with a monitor began; null where nothing is. */
  failedAt: (monitorId: string) => number | null;
  logs: (monitorId: string, at: number) => Promise<LogEvidence>;
  /** Component changes, marks and restarts of a monitor, and marks of all, in [from, to). */
  happened: (monitorId: string, from: number, to: number) => Promise<readonly Activity[]>;
  clockTime: (at: number) => string;
  /** Adds to the timelines of incidents. */
  tell: (events: readonly IncidentEvent[]) => void;
}

/** What else happened within two minutes of a failure: for popups, and for the timeline of its incident. */
export interface Evidence {
  /** For a popup about a monitor that is said now. */
  around(monitorId: string, at: number): Promise<OutgoingNotification['evidence']>;
  /** Writes evidence into the timeline of an incident that opens: what is there, and what comes within two minutes. */
  follow(incident: IncidentChange): void;
  /** What is still to be looked for, to be remembered over a restart. */
  due(): DueEvidence[];
  /** Goes on with what an earlier run did not come to. */
  resume(due: readonly DueEvidence[]): void;
  stop(): void;
}

export function createEvidence(deps: EvidenceDeps): Evidence {
  const { clock, logger, tell } = deps;
  /** Incidents that are followed, with what is still due and what ends the waiting for it. */
  const followed = new Map<string, { due: DueEvidence; cancel: Cancel }>();

  async function find(monitorId: string, at: number): Promise<Finding[]> {
    const [logs, happened] = await Promise.all([
      deps.logs(monitorId, at),
      deps.happened(monitorId, at - AROUND_MS, at + AROUND_MS + 1),
    ]);
    return findings(logs, happened);
  }

  /** Tells what was not told yet. */
  async function look(due: DueEvidence): Promise<void> {
    const { incident, subject, startedAt, failedAt, told, left } = due;
    const all = await find(subject, failedAt);
    if (!followed.has(incident)) return;
    // What changes of components while an incident is open stands in its timeline anyway.
    const isNew = ({ key, kind, at }: Finding) =>
      !told.includes(key) && !(kind === 'component' && at >= startedAt);
    const fresh = few(all.filter(isNew), left);
    for (const { key, of } of fresh) {
      told.push(key);
      left[of] -= 1;
    }
    tell(fresh.map(({ at, kind, text }) => ({ incident, at, kind, text })));
  }

  /** Looks once more when all that belongs to it has been written and stored. */
  async function finish(due: DueEvidence): Promise<void> {
    const end = Math.max(due.failedAt + AROUND_MS, clock.now()) + ROOM_MS;
    await new Promise<void>((resolve) => {
      followed.set(due.incident, { due, cancel: clock.setTimeout(resolve, end - clock.now()) });
    });
    await look(due);
  }

  function begin(due: DueEvidence, run: () => Promise<void>): void {
    const { incident } = due;
    followed.set(incident, { due, cancel: () => {} });
    run()
      .catch(warn(incident))
      .finally(() => followed.delete(incident));
  }

  function warn(incident: string): (error: Error) => void {
    return ({ message }) => logger.warn('no evidence can be looked for', { incident, error: message });
  }

  return {
    around: async (monitorId, at) =>
      popupEvidence(await find(monitorId, deps.failedAt(monitorId) ?? at), deps.clockTime),
    follow({ id: incident, subject, startedAt, endedAt }) {
      const isNew = clock.now() - startedAt < JUST_NOW_MS && endedAt === null;
      if (!isNew || followed.has(incident) || subject.startsWith('log:')) return;
      const failedAt = deps.failedAt(subject) ?? startedAt;
      const due = { incident, subject, startedAt, failedAt, told: [], left: { ...MOST } };
      begin(due, async () => {
        // What cannot be looked at now may be there later.
        await look(due).catch(warn(incident));
        await finish(due);
      });
    },
    due: () => [...followed.values()].map(({ due }) => structuredClone(due)),
    resume(all) {
      for (const due of all) if (!followed.has(due.incident)) begin(due, () => finish(due));
    },
    stop() {
      for (const { cancel } of followed.values()) cancel();
      followed.clear();
    },
  };
}
