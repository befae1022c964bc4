import { useCallback } from 'react';
import { useI18n } from '../../i18n/i18n.tsx';
import { useServices } from '../../state/services.tsx';

/** Puts text on the clipboard and says so. */
export function useCopy(): (text: string) => void {
  const { toasts } = useServices();
  const { t } = useI18n();
  return useCallback(
    (text) => {
      navigator.clipboard.writeText(text).then(
        () => toasts.show('info', t.logs.copied),
        (error: unknown) =>
          toasts.show(
            'problem',
            t.shell.commandFailed(error instanceof Error ? error.message : String(error)),
          ),
      );
    },
    [toasts, t],
  );
}
