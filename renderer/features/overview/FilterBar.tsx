import { useRef } from 'react';
import type { Tally } from '../../../shared/domain/shape-of.ts';
import type { ShapeName } from '../../../shared/domain/state-shapes.ts';
import { Icon } from '../../components/Icon.tsx';
import { IconButton } from '../../components/Button.tsx';
import { Kbd } from '../../components/Kbd.tsx';
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
  const field = useRef<HTMLInputElement>(null);

  function toggle(shape: ShapeName): void {
    const shapes = filter.shapes.includes(shape)
      ? filter.shapes.filter((other) => other !== shape)
      : [...filter.shapes, shape];
    onChange({ ...filter, shapes });
  }

  return (
    <div className="filter-bar">
      <div className="search-field" role="search">
        <Icon name="search" />
        <input
          ref={field}
          type="text"
          data-filter-field
          placeholder={t.overview.filter}
          aria-label={t.overview.filter}
          value={filter.text}
          onChange={(event) => onChange({ ...filter, text: event.target.value })}
          onKeyDown={(event) => {
            if (event.key !== 'Escape') return;
            if (filter.text) onChange({ ...filter, text: '' });
            else field.current?.blur();
          }}
          spellCheck={false}
          autoComplete="off"
        />
        {filter.text ? (
          <IconButton
            icon="close"
            label={t.overview.clearFilter}
            onClick={() => {
              onChange({ ...filter, text: '' });
              field.current?.focus();
            }}
          />
        ) : (
          <Kbd keys="/" />
        )}
      </div>
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
