import type { Instance } from '../../../shared/contract/schemas.ts';
import { Icon } from '../../components/Icon.tsx';
import { Button } from '../../components/Button.tsx';
import { useI18n } from '../../i18n/i18n.tsx';
import { usePreferences } from '../../state/services.tsx';
import { LogDirectoryForm } from '../logs/LogDirectoryForm.tsx';
import { EndpointStep } from './EndpointStep.tsx';
import { PopupStep } from './PopupStep.tsx';

const STEPS = ['endpoint', 'logs', 'popup'] as const;
export type StepId = (typeof STEPS)[number];

export interface StepProps {
  onDone: () => void;
}

/** The card over the demo, and over an empty window: three steps to make it one's own, each can be skipped. */
export function FirstStart({ instance, empty }: { instance: Instance; empty: boolean }) {
  const { t } = useI18n();
  const [{ firstSteps }, change] = usePreferences();
  // The first own monitor ends the demo; who has begun is led to the end.
  const begun = firstSteps.length > 0;
  const wanted = (instance.demo || empty || begun) && !instance.configInvalid;
  // An empty window has nothing else to offer, so its first step stays.
  const open = STEPS.filter((step) => !firstSteps.includes(step) || (empty && step === 'endpoint'));
  if (!wanted || open.length === 0) return null;
  const settle = (step: StepId) => change({ firstSteps: [...firstSteps, step] });
  const current = open[0];

  return (
    <section className="first-start" aria-labelledby="first-start-title">
      <header>
        <h2 id="first-start-title">{t.firstStart.title}</h2>
        <p>{empty ? t.overview.emptyText : t.firstStart.text}</p>
      </header>
      <ol className="steps">
        {STEPS.map((step, index) => (
          <li
            key={step}
            className={stepClass(step, current, open)}
            aria-current={step === current ? 'step' : undefined}
          >
            <span className="step-mark" aria-hidden="true">
              {open.includes(step) ? index + 1 : <Icon name="check" size={12} />}
            </span>
            <div className="step-body">
              <h3>{t.firstStart[step]}</h3>
              <p>{t.firstStart[`${step}Text`]}</p>
              {step === current ? (
                <div className="step-action">
                  {step === 'endpoint' ? <EndpointStep onDone={() => settle(step)} /> : null}
                  {step === 'logs' ? <LogDirectoryForm onDone={() => settle(step)} /> : null}
                  {step === 'popup' ? <PopupStep onDone={() => settle(step)} /> : null}
                  <Button look="quiet" onClick={() => settle(step)}>
                    {t.firstStart.skip}
                  </Button>
                </div>
              ) : null}
            </div>
          </li>
        ))}
      </ol>
    </section>
  );
}

function stepClass(step: StepId, current: StepId | undefined, open: readonly StepId[]): string {
  if (step === current) return 'step is-current';
  return open.includes(step) ? 'step' : 'step is-done';
}
