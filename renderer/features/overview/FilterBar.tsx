import { useEffect, useRef, useState } from 'react';
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
  // The address follows the field a moment later; what is typed meanwhile must not be lost.
  const [text, setText] = useState(filter.text);
  useEffect(() => {
    if (document.activeElement !== field.current) setText(filter.text);
  }, [filter.text]);

  function write(next: string): void {
    setText(next);
    onChange({ ...filter, text: next });
  }

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
          value={text}
          onChange={(event) => write(event.target.value)}
          onKeyDown={(event) => {
            if (event.key !== 'Escape') return;
            if (text) write('');
            else field.current?.blur();
          }}
          spellCheck={false}
          autoComplete="off"
        />
        {text ? (
          <IconButton
            icon="close"
            label={t.overview.clearFilter}
            onClick={() => {
              write('');
              field.current?.focus();
            }}
          />
        ) : (
          <Kbd keys="/" decorative />
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
