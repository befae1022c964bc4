import { useMemo } from 'react';
import { headline } from '../../../shared/domain/headline.ts';
import type { Instance } from '../../../shared/contract/schemas.ts';
import type { MonitorStatus } from '../../../shared/domain/monitor-status.ts';
import { useI18n } from '../../i18n/i18n.tsx';
import { useNow } from '../../state/services.tsx';

interface Props {
  instance: Instance;
  monitors: ReadonlyMap<string, MonitorStatus>;
}

/** Durations in the sentence move on this often. */
const STEP_MS = 5000;

/** What a colleague would say first, kept up to date to the minute. */
export function Headline({ instance, monitors }: Props) {
  const { headlineWords } = useI18n();
  const list = useMemo(() => [...monitors.values()], [monitors]);
  const now = useNow((at) => Math.ceil(at / STEP_MS) * STEP_MS);
  const said = useMemo(
    () => headline({ instance, monitors: list }, now, headlineWords),
    [instance, list, now, headlineWords],
  );
  return (
    <div className="headline">
      <h1 className="headline-text">
        <span className={`headline-lead is-${said.tone}`}>{said.lead}</span> {said.rest}
      </h1>
      <p className="headline-detail">
        {said.detail.map(({ text, evidence }) =>
          evidence ? (
            <strong key={text} className="headline-evidence">
              {text}
            </strong>
          ) : (
            <span key={text}>{text} </span>
          ),
        )}
      </p>
    </div>
  );
}
