import type { Tally } from '../../../shared/domain/shape-of.ts';
import type { ShapeName } from '../../../shared/domain/state-shapes.ts';
import { FilterField } from '../../components/FilterField.tsx';
import { Pill } from '../../components/Pill.tsx';
import { useI18n } from '../../i18n/i18n.tsx';
import { SHAPES, type Filter } from './filter.ts';

interface Props {
  filter: Filter;
  counts: Tally;
  onChange: (filter: Filter) => void;
}

export function FilterBar({ filter, counts, onChange }: Props) {
  const { t } = useI18n();

  function toggle(shape: ShapeName): void {
    const shapes = filter.shapes.includes(shape)
      ? filter.shapes.filter((other) => other !== shape)
      : [...filter.shapes, shape];
    onChange({ ...filter, shapes });
  }

  return (
    <div className="filter-bar">
      <FilterField
        text={filter.text}
        label={t.overview.filter}
        clearLabel={t.overview.clearFilter}
        onChange={(text) => onChange({ ...filter, text })}
      />
      <div className="pills" role="group" aria-label={t.monitor.state}>
        {SHAPES.filter((shape) => counts[shape] > 0 || filter.shapes.includes(shape)).map((shape) => (
          <Pill
            key={shape}
            shape={shape}
            count={counts[shape]}
            pressed={filter.shapes.includes(shape)}
            onToggle={() => toggle(shape)}
          />
        ))}
      </div>
    </div>
  );
}
