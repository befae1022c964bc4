import { Button } from '../../../components/Button.tsx';
import { EmptyState } from '../../../components/EmptyState.tsx';
import { Panel } from '../../../components/Panel.tsx';
import { useI18n } from '../../../i18n/i18n.tsx';
import { useAlertQuery } from '../../../state/use-alert-query.ts';
import { Answer } from '../Answer.tsx';
import { useAlertDialogs } from '../dialogs/alert-dialogs.ts';
import { MaintenanceList } from './MaintenanceList.tsx';
import { SilenceRow } from './SilenceRow.tsx';

const EVERYTHING = {};
const STATES = ['active', 'upcoming', 'over'] as const;

/** What is kept quiet, until when, by whom and why. */
export function SilencesTab() {
  const { t } = useI18n();
  const dialogs = useAlertDialogs();
  const query = useAlertQuery('silences', EVERYTHING);
  const words = t.alerts.silence;
  const add = (
    <Button icon="plus" className="is-small" onClick={() => dialogs.silence({})}>
      {words.title}
    </Button>
  );
  return (
    <div className="tab-body">
      <Answer query={query} height={320}>
        {({ silences, maintenance }) => (
          <>
            <Panel flush title={words.list} aside={add}>
              {silences.length === 0 ? (
                <EmptyState icon="bellOff" title={words.none} text={words.noneText} />
              ) : (
                STATES.map((state) => {
                  const some = silences.filter((silence) => silence.state === state);
                  if (some.length === 0) return null;
                  return (
                    <section key={state} aria-label={words.states[state]}>
                      <h3 className="list-heading">{words.states[state]}</h3>
                      <ul>
                        {some.map((silence) => (
                          <SilenceRow key={silence.id} silence={silence} />
                        ))}
                      </ul>
                    </section>
                  );
                })
              )}
            </Panel>
            <MaintenanceList windows={maintenance} />
          </>
        )}
      </Answer>
    </div>
  );
}
