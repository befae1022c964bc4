import { useI18n } from '../i18n/i18n.tsx';
import { isChosen, type Preset, type Range } from '../lib/time-range.ts';
import { Button } from './Button.tsx';

interface Props {
  presets: readonly Preset[];
  range: Range;
  onChange: (range: Range) => void;
}

/** Chooses how far back a page looks; from a chosen span a button leads back. */
export function RangePicker({ presets, range, onChange }: Props) {
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
        {presets.map((preset) => (
          <button
            key={preset}
            type="button"
            className="segment"
            aria-pressed={!chosen && range.preset === preset}
            data-tip={t.monitor.ranges[preset]}
            onClick={() => onChange({ preset })}
          >
            {preset.replace('15m', '15min').replace(/(\d+)/, '$1 ')}
          </button>
        ))}
      </div>
    </div>
  );
}
