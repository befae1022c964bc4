import type { AuditEntry } from '../../../shared/contract/alert-schemas.ts';
import type { Handlers } from '../../../shared/contract/contract.ts';
import { ContractFailure } from '../../../shared/contract/failure.ts';
import type { Reader } from '../storage/reader-client.ts';
import type { Clock } from '../ports.ts';
import type { AlertService, PresentAlerts } from './alert-service-port.ts';
import type { HandWrite } from './alert-store.ts';
import { MATCH_KEYS } from './match.ts';
import { inCoreTime, stateOf } from './silence-list.ts';

export interface HandDeps {
  clock: Pick<Clock, 'now'>;
  service: Pick<AlertService, 'present' | 'act' | 'digest' | 'dismissDigest'>;
  reader: Pick<Reader, 'query'>;
  /** Who sits at the machine. */
  user: string;
  newId: () => string;
}

type HandHandlers = Pick<
  Handlers,
  'addSilence' | 'removeSilence' | 'ack' | 'addNote' | 'digest' | 'dismissDigest'
>;

/** What people do about alerts: all of it is on disk, with who and when, before it is answered. */
export function handHandlers({ clock, service, reader, user, newId }: HandDeps): HandHandlers {
  function present(): PresentAlerts {
    const now = service.present();
    if (now) return now;
    throw new ContractFailure('not-available', 'There is no valid configuration yet.');
  }

  const audit = (action: string, text: string): HandWrite => {
    const entry: AuditEntry = { at: clock.now(), by: user, action, text };
    return { kind: 'audit', entry };
  };

  return {
    async addSilence({ match, from, until, reason }) {
      const { time, core } = present();
      refuseUnknownKeys(match, present());
      const now = clock.now();
      const begins = from ?? now;
      if (until !== null && until <= Math.max(begins, now)) {
        throw new ContractFailure('invalid-span', 'The silence would be over before it begins.');
      }
      const row = {
        id: newSilenceId(newId, core.state.silences),
        match,
        from: begins,
        until,
        reason,
        by: user,
        createdAt: now,
        removedAt: null,
      };
      const text = [`silence ${row.id}: ${inWords(match)}`, reason].filter(Boolean).join(' · ');
      await service.act([{ type: 'silence', silence: inCoreTime(row, time) }], {
        writes: [{ kind: 'silence', row }, audit('silence', text)],
      });
      return { id: row.id };
    },

    async removeSilence({ id }) {
      const now = clock.now();
      const row = present()
        .silences.all()
        .find((one) => one.id === id);
      if (!row) throw new ContractFailure('unknown-silence', `There is no silence "${id}".`);
      // Over already: what was asked for is so.
      if (stateOf(row, now) === 'over') return {};
      await service.act([{ type: 'unsilence', id }], {
        writes: [{ kind: 'unsilence', id, at: now }, audit('unsilence', `silence ${id} ended early`)],
      });
      return {};
    },

    async ack({ subject, text }) {
      const { core } = present();
      const incident = core.incident(subject);
      if (!incident || incident.endedAt !== null) return { acked: false };
      const words = [`acknowledged ${subject}`, text].filter(Boolean).join(': ');
      await service.act([{ type: 'ack', subject, by: user, text }], { writes: [audit('ack', words)] });
      return { acked: true };
    },

    async addNote({ incidentId, text }) {
      const { time } = present();
      const { incident } = await reader.query('incident', { id: incidentId });
      if (!incident) throw new ContractFailure('unknown-incident', `There is no incident "${incidentId}".`);
      const at = time.fromWall(clock.now());
      await service.act([], {
        events: [{ incident: incidentId, at, kind: 'note', text: `${user}: ${text}` }],
        writes: [audit('note', `a note on the incident of ${incident.subject}`)],
      });
      return {};
    },

    digest: () => ({ digest: service.digest() }),
    async dismissDigest() {
      await service.dismissDigest();
      return {};
    },
  };
}

/** Short enough to be typed, and not in use. */
function newSilenceId(newId: () => string, known: readonly { id: string }[]): string {
  const id = `s-${newId().slice(0, 8)}`;
  return known.some((one) => one.id === id) ? newSilenceId(newId, known) : id;
}

function inWords(match: Record<string, string[]>): string {
  return Object.entries(match)
    .map(([key, globs]) => `${key}=${globs.join(',')}`)
    .join(' ');
}

function refuseUnknownKeys(match: Record<string, string[]>, { config }: PresentAlerts): void {
  const labels = [...config.monitors, ...config.alerts].flatMap((one) => Object.keys(one.labels));
  const known = [...new Set<string>([...MATCH_KEYS, ...labels])];
  const unknown = Object.keys(match).find((key) => !known.includes(key));
  if (unknown !== undefined) {
    const message = `"${unknown}" is nothing to match by; known are ${known.join(', ')}.`;
    throw new ContractFailure('unknown-match-key', message);
  }
  if (Object.keys(match).length === 0) {
    throw new ContractFailure('empty-match', 'Say what to silence; monitor=* is everything.');
  }
}
