import type { MonitorStatus } from '../../../shared/domain/monitor-status.ts';
import { Age } from '../../components/Age.tsx';
import { Panel } from '../../components/Panel.tsx';
import { useI18n } from '../../i18n/i18n.tsx';
import { PHASES, phaseParts } from '../../lib/phase-parts.ts';

/** Where the time of the last check went. */
export function PhasesPanel({ monitor }: { monitor: MonitorStatus }) {
  const { t, f } = useI18n();
  const parts = phaseParts(monitor.last?.phases ?? null);
  if (monitor.kind !== 'http') return null;
  return (
    <Panel title={t.monitor.phases} aside={monitor.last ? <Age at={monitor.last.at} /> : null}>
      {parts.length === 0 ? (
        <p className="quiet-text">{t.monitor.noPhases}</p>
      ) : (
        <>
          <div className="phase-bar" aria-hidden="true">
            {parts.map(({ phase, share }) => (
              <span
                key={phase}
                className={`phase phase-${PHASES.indexOf(phase)}`}
                style={{ flexGrow: share }}
              />
            ))}
          </div>
          <dl className="phase-list">
            {parts.map(({ phase, ms }) => (
              <div key={phase}>
                <dt>
                  <span className={`phase-dot phase-${PHASES.indexOf(phase)}`} aria-hidden="true" />
                  {t.monitor.phase[phase]}
                </dt>
                <dd>{f.latencyText(ms)}</dd>
              </div>
            ))}
          </dl>
        </>
      )}
    </Panel>
  );
}
