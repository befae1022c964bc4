import { EmptyState } from '../../../components/EmptyState.tsx';
import { Panel } from '../../../components/Panel.tsx';
import { useI18n } from '../../../i18n/i18n.tsx';
import { useAlertQuery } from '../../../state/use-alert-query.ts';
import { Answer } from '../Answer.tsx';
import { NoiseRow } from './NoiseRow.tsx';

const DAYS = 28;
const INPUT = { days: DAYS };

/** What each rule interrupts people for, and a better threshold where there is one. */
export function NoiseTab() {
  const { t, f } = useI18n();
  const query = useAlertQuery('noise', INPUT);
  const words = t.alerts.noise;
  return (
    <div className="tab-body">
      <Answer query={query} height={320}>
        {({ rules }) => {
          const top = Math.max(1, ...rules.map(({ popups }) => popups));
          const total = rules.reduce((sum, { popups }) => sum + popups, 0);
          const brief = rules.reduce((sum, rule) => sum + rule.brief, 0);
          return (
            <Panel
              flush
              title={words.title(DAYS)}
              aside={
                rules.length > 0 ? (
                  <span>
                    {words.total(f.number(total), total === 0 ? 0 : Math.round((brief / total) * 100))}
                  </span>
                ) : null
              }
            >
              {rules.length === 0 ? (
                <EmptyState icon="check" title={words.none} text={words.noneText} />
              ) : (
                <>
                  <p className="panel-note">
                    {words.help}
                    <span className="noise-legend" aria-hidden="true">
                      <span className="legend-key is-lasting" /> {words.lasting}
                      <span className="legend-key is-brief" /> {words.brief}
                    </span>
                  </p>
                  <ul>
                    {rules.map((noise) => (
                      <NoiseRow key={noise.rule} noise={noise} top={top} />
                    ))}
                  </ul>
                </>
              )}
            </Panel>
          );
        }}
      </Answer>
    </div>
  );
}
