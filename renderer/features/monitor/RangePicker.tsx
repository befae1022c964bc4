import { Button } from '../../components/Button.tsx';
import { useI18n } from '../../i18n/i18n.tsx';
import { isChosen, PRESETS, type Range } from './range.ts';

export function RangePicker({ range, onChange }: { range: Range; onChange: (range: Range) => void }) {
  const { t } = useI18n();
  const chosen = isChosen(range);
  return (
    <div className="range-picker">
      {chosen ? (
        <Button look="quiet" icon="arrow" onClick={() => onChange({ preset: range.preset })}>
          {t.monitor.back}
        </Button>
      ) : null}
      <div className="segments" role="group" aria-label={t.monitor.range}>
        {PRESETS.map((preset) => (
          <button
            key={preset}
            type="button"
            className="segment"
            aria-pressed={!chosen && range.preset === preset}
            data-tip={t.monitor.ranges[preset]}
            onClick={() => onChange({ preset })}
          >
            {preset.replace(/(\d+)/, '$1 ')}
          </button>
        ))}
      </div>
    </div>
  );
}
