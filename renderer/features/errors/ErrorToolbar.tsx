import type { ErrorGroup, LogSource } from '../../../shared/contract/log-schemas.ts';
import { ChoiceMenu } from '../../components/ChoiceMenu.tsx';
import { FilterField } from '../../components/FilterField.tsx';
import { RangePicker } from '../../components/RangePicker.tsx';
import { useI18n } from '../../i18n/i18n.tsx';
import { visibleLine } from '../../lib/visible-text.ts';
import { fitsState, PERIODS, SORTS, STATE_CHOICES, type ErrorView } from './error-view.ts';

interface Props {
  view: ErrorView;
  /** All of the period, whatever their state. */
  groups: readonly ErrorGroup[];
  sources: readonly LogSource[];
  onChange: (view: ErrorView, options?: { replace?: boolean }) => void;
}

/** Words, state, sources, order and period. */
export function ErrorToolbar({ view, groups, sources, onChange }: Props) {
  const { t, f } = useI18n();
  return (
    <div className="errors-toolbar">
      <FilterField
        text={view.search}
        label={t.errorGroups.filter}
        clearLabel={t.errorGroups.clearFilter}
        onChange={(search) => onChange({ ...view, search }, { replace: true })}
      />
      <div className="segments" role="group" aria-label={t.errorGroups.state}>
        {STATE_CHOICES.map((state) => (
          <button
            key={state}
            type="button"
            className="segment"
            aria-pressed={view.state === state}
            onClick={() => onChange({ ...view, state })}
          >
            {t.errorGroups.choices[state]}{' '}
            <span className="segment-count">
              {f.number(groups.filter((group) => fitsState(group, state)).length)}
            </span>
          </button>
        ))}
      </div>
      <ChoiceMenu
        label={t.logs.sources}
        all={t.logs.allSources}
        multiple
        choices={sources.map(({ id, name }) => ({ value: id, label: visibleLine(name) }))}
        chosen={view.sources}
        onChange={(chosen) => onChange({ ...view, sources: chosen })}
      />
      <ChoiceMenu
        label={t.errorGroups.sort}
        all={t.errorGroups.sorts.lastSeen}
        choices={SORTS.filter((sort) => sort !== 'lastSeen').map((sort) => ({
          value: sort,
          label: t.errorGroups.sorts[sort],
        }))}
        chosen={view.sort === 'lastSeen' ? [] : [view.sort]}
        onChange={([sort]) =>
          onChange({ ...view, sort: SORTS.find((known) => known === sort) ?? 'lastSeen' })
        }
      />
      <RangePicker
        presets={PERIODS}
        range={{ preset: view.period }}
        onChange={({ preset }) => onChange({ ...view, period: preset })}
      />
    </div>
  );
}
