import { useMemo } from 'react';
import { useI18n } from '../i18n/i18n.tsx';
import { useServices } from './services.tsx';

/** What a person can do from anywhere; success and failure are said in a toast. Null ids mean all monitors. */
export interface Commands {
  checkNow(ids: string[] | null): void;
  pause(ids: string[] | null, forMs: number | null): void;
  resume(ids: string[] | null): void;
  replayDemo(): void;
}

export function useCommands(): Commands {
  const { api, toasts } = useServices();
  const { t } = useI18n();
  return useMemo(() => {
    function run(work: Promise<unknown>, done: (value: unknown) => string): void {
      work.then(
        (value) => toasts.show('info', done(value)),
        (error: unknown) =>
          toasts.show(
            'problem',
            t.shell.commandFailed(error instanceof Error ? error.message : String(error)),
          ),
      );
    }
    const { done } = t.palette;
    return {
      checkNow: (monitorIds) =>
        run(
          api.call('checkNow', { monitorIds }).then(({ started }) => started),
          (started) => done.checking(Number(started)),
        ),
      pause: (monitorIds, forMs) => run(api.call('pause', { monitorIds, forMs }), () => done.paused),
      resume: (monitorIds) => run(api.call('resume', { monitorIds }), () => done.resumed),
      replayDemo: () => run(api.call('replayDemo', {}), () => t.shell.replaying),
    };
  }, [api, toasts, t]);
}
