import { useState } from 'react';
import { Button } from '../../components/Button.tsx';
import { useI18n } from '../../i18n/i18n.tsx';
import { useServices } from '../../state/services.tsx';
import type { StepProps } from './FirstStart.tsx';

/** The channel that every instance has. */
const DESKTOP = 'desktop';

export function PopupStep({ onDone }: StepProps) {
  const { t } = useI18n();
  const { api, toasts } = useServices();
  const [problem, setProblem] = useState<string | null>(null);

  function send(): void {
    setProblem(null);
    api.call('notifyTest', { channelId: DESKTOP }).then(
      ({ detail }) => {
        toasts.show('info', t.firstStart.sent(detail));
        onDone();
      },
      (error: unknown) => setProblem(error instanceof Error ? error.message : String(error)),
    );
  }

  return (
    <>
      <Button look="solid" icon="bell" onClick={send}>
        {t.firstStart.send}
      </Button>
      {problem === null ? null : (
        <p className="field-problem" role="alert">
          {problem}
        </p>
      )}
    </>
  );
}
