import type { LogEvidence } from '../../../../shared/contract/log-schemas.ts';
import type { Activity } from '../../../../shared/contract/schemas.ts';
import type { OutgoingNotification } from '../../notify/notifier.ts';
import type { Cancel, Clock, Logger } from '../../ports.ts';
import type { IncidentChange, IncidentEvent } from '../core/effects.ts';
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
  stop(): void;
}

export function createEvidence(deps: EvidenceDeps): Evidence {
  const { clock, logger, tell } = deps;
  /** Incidents that are followed, with what ends it. */
  const followed = new Map<string, Cancel>();

  async function find(monitorId: string, at: number): Promise<Finding[]> {
    const [logs, happened] = await Promise.all([
      deps.logs(monitorId, at),
      deps.happened(monitorId, at - AROUND_MS, at + AROUND_MS + 1),
    ]);
    return findings(logs, happened);
  }

  async function follow({ id, subject, startedAt }: IncidentChange): Promise<void> {
    const failedAt = deps.failedAt(subject) ?? startedAt;
    const told = new Set<string>();
    const left = { ...MOST };
    const look = async () => {
      const all = await find(subject, failedAt);
      if (!followed.has(id)) return;
      // What changes of components while an incident is open stands in its timeline anyway.
      const isNew = ({ key, kind, at }: Finding) =>
        !told.has(key) && !(kind === 'component' && at >= startedAt);
      const fresh = few(all.filter(isNew), left);
      for (const { key, of } of fresh) {
        told.add(key);
        left[of] -= 1;
      }
      tell(fresh.map(({ at, kind, text }) => ({ incident: id, at, kind, text })));
    };
    // What cannot be looked at now may be there later.
    await look().catch(warn(id));
    const waitMs = Math.max(0, failedAt + AROUND_MS + ROOM_MS - clock.now());
    await new Promise<void>((resolve) => {
      followed.set(id, clock.setTimeout(resolve, waitMs));
    });
    await look();
  }

  function warn(incident: string): (error: Error) => void {
    return ({ message }) => logger.warn('no evidence can be looked for', { incident, error: message });
  }

  return {
    around: async (monitorId, at) =>
      popupEvidence(await find(monitorId, deps.failedAt(monitorId) ?? at), deps.clockTime),
    follow(incident) {
      const { id, subject, startedAt, endedAt } = incident;
      const isNew = clock.now() - startedAt < JUST_NOW_MS && endedAt === null;
      if (!isNew || followed.has(id) || subject.startsWith('log:')) return;
      followed.set(id, () => {});
      follow(incident)
        .catch(warn(id))
        .finally(() => followed.delete(id));
    },
    stop() {
      for (const cancel of followed.values()) cancel();
      followed.clear();
    },
  };
}
