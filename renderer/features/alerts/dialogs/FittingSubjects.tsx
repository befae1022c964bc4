import { useMemo } from 'react';
import type { MatchView } from '../../../../shared/contract/alert-schemas.ts';
import { useI18n } from '../../../i18n/i18n.tsx';
import { visibleLine } from '../../../lib/visible-text.ts';
import { useAlertQuery } from '../../../state/use-alert-query.ts';
import { fittingAlerts, fittingSubjects, narrowsAlerts } from '../silences/match-view.ts';
import { useSubjects } from '../use-subjects.ts';

const SHOWN = 8;
const EVERYTHING = {};

/** The subjects that a match fits at present, and how many alerts of theirs fire, kept up to date while it is written. */
export function FittingSubjects({ match }: { match: MatchView }) {
  const { t } = useI18n();
  const subjects = useSubjects();
  const { data } = useAlertQuery('alerts', EVERYTHING);
  const empty = Object.keys(match).length === 0;
  const fitting = useMemo(() => (empty ? [] : fittingSubjects(match, subjects)), [match, subjects, empty]);
  const firing = useMemo(
    () => (empty ? 0 : fittingAlerts(match, subjects, data?.alerts ?? []).length),
    [match, subjects, data, empty],
  );
  const names = fitting.slice(0, SHOWN).map(({ id, name }) => ({ id, name: visibleLine(name) }));
  return (
    <div className="fitting" aria-live="polite">
      <p className={fitting.length === 0 ? 'fitting-count is-none' : 'fitting-count'}>
        {empty ? t.alerts.silence.fitsNothingYet : t.alerts.silence.fits(fitting.length)}
        {fitting.length > 0 && narrowsAlerts(match) ? ` ${t.alerts.silence.onlySome}` : ''}
        {firing > 0 ? ` ${t.alerts.silence.quietens(firing)}` : ''}
      </p>
      {names.length > 0 ? (
        <ul className="fitting-names">
          {names.map(({ id, name }) => (
            <li key={id} className="label">
              {name}
            </li>
          ))}
          {fitting.length > SHOWN ? <li>{t.overview.more(fitting.length - SHOWN)}</li> : null}
        </ul>
      ) : null}
    </div>
  );
}
