import { useMemo } from 'react';
import type { Incident } from '../../../shared/contract/alert-schemas.ts';
import { IconButton } from '../../components/Button.tsx';
import { ChoiceMenu } from '../../components/ChoiceMenu.tsx';
import { FilterField } from '../../components/FilterField.tsx';
import { RangePicker } from '../../components/RangePicker.tsx';
import { useI18n } from '../../i18n/i18n.tsx';
import { visibleLine } from '../../lib/visible-text.ts';
import { INCIDENT_PERIODS, INCIDENT_STATES, type IncidentView } from './incident-view.ts';

interface Props {
  view: IncidentView;
  incidents: readonly Incident[];
  onChange: (view: IncidentView, replace?: boolean) => void;
}

/** Words, state, subject and period. */
export function IncidentToolbar({ view, incidents, onChange }: Props) {
  const { t, f } = useI18n();
  const subjects = useMemo(() => {
    const names = new Map(incidents.map(({ subject, name }) => [subject, visibleLine(name)]));
    if (view.subject !== null && !names.has(view.subject)) names.set(view.subject, visibleLine(view.subject));
    return [...names]
      .map(([value, label]) => ({ value, label }))
      .toSorted((a, b) => a.label.localeCompare(b.label));
  }, [incidents, view.subject]);
  const open = incidents.filter(({ state }) => state === 'open').length;
  return (
    <div className="errors-toolbar">
      <FilterField
        text={view.search}
        label={t.incidents.filter}
        clearLabel={t.incidents.clear}
        onChange={(search) => onChange({ ...view, search }, true)}
      />
      <div className="segments" role="group" aria-label={t.incidents.state}>
        {INCIDENT_STATES.map((state) => (
          <button
            key={state}
            type="button"
            className="segment"
            aria-pressed={view.state === state}
            onClick={() => onChange({ ...view, state })}
          >
            {t.incidents.states[state]}
            {state === 'open' ? <span className="segment-count"> {f.number(open)}</span> : null}
          </button>
        ))}
      </div>
      <ChoiceMenu
        label={t.incidents.subject}
        all={t.incidents.allSubjects}
        choices={subjects}
        chosen={view.subject === null ? [] : [view.subject]}
        onChange={([subject]) => onChange({ ...view, subject: subject ?? null })}
      />
      {view.day === null ? (
        <RangePicker
          presets={INCIDENT_PERIODS}
          range={{ preset: view.period }}
          onChange={({ preset }) =>
            onChange({ ...view, period: INCIDENT_PERIODS.find((period) => period === preset) ?? '30d' })
          }
        />
      ) : (
        <span className="chip">
          {f.weekday(view.day)}
          <IconButton
            icon="close"
            label={t.incidents.allDays}
            onClick={() => onChange({ ...view, day: null })}
          />
        </span>
      )}
    </div>
  );
}
