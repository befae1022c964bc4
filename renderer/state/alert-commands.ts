import { useMemo } from 'react';
import type { CallInput, CallOutput } from '../../shared/contract/contract.ts';
import { useI18n } from '../i18n/i18n.tsx';
import { useServices } from './services.tsx';
import { useRun } from './use-run.ts';

const HOUR = 3_600_000;

/** What a person can do about alerts; success and failure are said in a toast. */
export interface AlertCommands {
  ack(subject: string, text: string): void;
  /** Silences a subject for an hour. */
  snooze(subject: string): void;
  addSilence(input: CallInput<'addSilence'>): Promise<CallOutput<'addSilence'> | null>;
  removeSilence(id: string): void;
  addNote(incidentId: string, text: string): Promise<boolean>;
  /** Resolves with whether it was written. */
  addDependency(child: string, parent: string): Promise<boolean>;
}

export function useAlertCommands(): AlertCommands {
  const { api, ticker } = useServices();
  const { t } = useI18n();
  const run = useRun();
  return useMemo(() => {
    const { done } = t.alerts;
    const removeSilence = (id: string) =>
      void run(api.call('removeSilence', { id }), () => ({ text: done.unsilenced }));
    const addSilence: AlertCommands['addSilence'] = (input) =>
      run(api.call('addSilence', input), ({ id }) => ({
        text: done.silenced,
        undo: () => removeSilence(id),
      }));
    return {
      ack: (subject, text) =>
        void run(api.call('ack', { subject, text }), ({ acked }) => ({
          text: acked ? done.acked : done.nothingToAck,
        })),
      snooze: (subject) =>
        void addSilence({
          match: { monitor: [subject] },
          until: ticker.now() + HOUR,
          reason: t.alerts.snoozed,
        }),
      addSilence,
      removeSilence,
      addNote: async (incidentId, text) =>
        (await run(api.call('addNote', { incidentId, text }), () => null)) !== null,
      addDependency: async (child, parent) =>
        (await run(api.call('addDependency', { child, parent }), ({ file }) => ({
          text: done.written(file),
        }))) !== null,
    };
  }, [api, ticker, t, run]);
}
