import { Button } from '../../components/Button.tsx';
import { EmptyState } from '../../components/EmptyState.tsx';
import { useI18n } from '../../i18n/i18n.tsx';
import { PRESETS, isChosen } from '../../lib/time-range.ts';
import type { LogListState } from './log-list.ts';
import { LOG_PRESETS, narrowings, without, withRange, type LogView } from './log-view.ts';

interface Props {
  view: LogView;
  problem: LogListState['problem'];
  onChange: (view: LogView) => void;
  onRetry: () => void;
}

/** Nothing is listed: why, and what can be dropped to see more. */
export function LogListEmpty({ view, problem, onChange, onRetry }: Props) {
  const { t } = useI18n();
  if (problem) {
    const refused = problem.code === 'invalid-search';
    return (
      <EmptyState icon="warning" title={refused ? t.logs.refused : t.errors.component} text={problem.message}>
        {refused ? null : <Button onClick={onRetry}>{t.common.retry}</Button>}
      </EmptyState>
    );
  }
  const narrow = narrowings(view);
  const wider = LOG_PRESETS[LOG_PRESETS.findIndex((preset) => preset === view.range.preset) + 1];
  return (
    <EmptyState
      icon={narrow.length > 0 ? 'filter' : 'logs'}
      title={narrow.length > 0 ? t.logs.nothingFits : t.logs.nothingHere}
      text={narrow.length > 0 ? t.logs.nothingFitsText : t.logs.nothingHereText}
    >
      <div className="empty-choices">
        {narrow.map((name) => (
          <Button key={name} onClick={() => onChange(without(view, name))}>
            {t.logs.drop[name]}
          </Button>
        ))}
        {isChosen(view.range) ? (
          <Button onClick={() => onChange(withRange(view, { preset: view.range.preset }))}>
            {t.monitor.back}
          </Button>
        ) : wider && PRESETS.includes(wider) ? (
          <Button onClick={() => onChange(withRange(view, { preset: wider }))}>
            {t.logs.lookBack(t.monitor.ranges[wider])}
          </Button>
        ) : null}
      </div>
    </EmptyState>
  );
}
