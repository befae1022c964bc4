import { useMemo } from 'react';
import type { LogSource } from '../../../shared/contract/log-schemas.ts';
import { ChoiceMenu } from '../../components/ChoiceMenu.tsx';
import { RangePicker } from '../../components/RangePicker.tsx';
import { useI18n } from '../../i18n/i18n.tsx';
import { visibleLine } from '../../lib/visible-text.ts';
import { CustomRange } from './CustomRange.tsx';
import type { LogListState } from './log-list.ts';
import { LOG_PRESETS, withRange, type LogView } from './log-view.ts';
import { SearchField } from './SearchField.tsx';

interface Props {
  view: LogView;
  sources: readonly LogSource[];
  state: LogListState;
  onChange: (view: LogView, options?: { replace?: boolean }) => void;
}

/** Search, sources, services and time. */
export function LogToolbar({ view, sources, state, onChange }: Props) {
  const { t } = useI18n();
  const services = useMemo(() => servicesOf(state, view.service), [state, view.service]);
  const { problem } = state;
  return (
    <div className="logs-toolbar">
      <SearchField
        text={view.search}
        problem={problem?.code === 'invalid-search' ? problem.message : null}
        onChange={(search) => onChange({ ...view, search }, { replace: true })}
      />
      <div className="logs-choices">
        <ChoiceMenu
          label={t.logs.sources}
          all={t.logs.allSources}
          multiple
          choices={sources.map(({ id, name, group }) => ({
            value: id,
            label: visibleLine(name),
            hint: group === null || group === name ? '' : visibleLine(group),
          }))}
          chosen={view.sources}
          onChange={(chosen) => onChange({ ...view, sources: chosen })}
        />
        <ChoiceMenu
          label={t.logs.services}
          all={t.logs.allServices}
          choices={services.map((service) => ({ value: service, label: visibleLine(service) }))}
          chosen={view.service === null ? [] : [view.service]}
          onChange={([service = null]) => onChange({ ...view, service })}
        />
      </div>
      <div className="logs-time">
        <RangePicker
          presets={LOG_PRESETS}
          range={view.range}
          onChange={(range) => onChange(withRange(view, range))}
        />
        <CustomRange range={view.range} onChange={(range) => onChange(withRange(view, range))} />
      </div>
    </div>
  );
}

/** Services seen in what is listed; the chosen one is always among them. */
function servicesOf({ pages }: LogListState, chosen: string | null): string[] {
  const found = new Set(chosen === null ? [] : [chosen]);
  for (const { rows } of pages) {
    for (const row of rows ?? []) {
      if (row.kind === 'record' && row.record.service !== null) found.add(row.record.service);
    }
  }
  return [...found].toSorted((a, b) => a.localeCompare(b));
}
