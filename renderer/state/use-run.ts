import { useMemo } from 'react';
import { useI18n } from '../i18n/i18n.tsx';
import { useServices } from './services.tsx';
import type { Toast } from './toasts.ts';

/** What is said when a command has done its work; `undo` takes it back. */
export interface Done {
  text: string;
  undo?: () => void;
}

/** Runs a command and says in a toast what became of it; resolves with its answer, or null where it failed. */
export type Run = <T>(work: Promise<T>, done: (answer: T) => Done | null) => Promise<T | null>;

export function useRun(): Run {
  const { toasts } = useServices();
  const { t } = useI18n();
  return useMemo(
    () => async (work, done) => {
      try {
        const answer = await work;
        const said = done(answer);
        const action: Toast['action'] = said?.undo && { label: t.alerts.undo, run: said.undo };
        if (said) toasts.show('info', said.text, action);
        return answer;
      } catch (error) {
        toasts.show('problem', t.shell.commandFailed(error instanceof Error ? error.message : String(error)));
        return null;
      }
    },
    [toasts, t],
  );
}
