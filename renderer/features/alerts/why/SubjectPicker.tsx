import { useEffect, useId, useMemo, useRef, useState, type KeyboardEvent } from 'react';
import { shapeOf } from '../../../../shared/domain/shape-of.ts';
import { Icon } from '../../../components/Icon.tsx';
import { Kbd } from '../../../components/Kbd.tsx';
import { StateIcon } from '../../../components/StateIcon.tsx';
import { useI18n } from '../../../i18n/i18n.tsx';
import { fuzzyFilter } from '../../../lib/fuzzy.ts';
import { visibleLine } from '../../../lib/visible-text.ts';
import { useLive } from '../../../state/services.tsx';
import { useSubjects } from '../use-subjects.ts';

interface Props {
  chosen: string | null;
  onChoose: (subject: string) => void;
}

const MOST = 12;

/** A field over a list of monitors and log sources: typing narrows, arrows move, Enter chooses. */
export function SubjectPicker({ chosen, onChoose }: Props) {
  const { t } = useI18n();
  const id = useId();
  const root = useRef<HTMLDivElement>(null);
  const subjects = useSubjects();
  const monitors = useLive((live) => live.monitors);
  const name = visibleLine(subjects.find((subject) => subject.id === chosen)?.name ?? chosen ?? '');
  // Null while nothing is being looked for.
  const [text, setText] = useState<string | null>(null);
  const [at, setAt] = useState(0);
  const found = useMemo(
    () =>
      text === null
        ? []
        : fuzzyFilter(text, subjects, (subject) => `${subject.name} ${subject.id}`).slice(0, MOST),
    [text, subjects],
  );
  const open = text !== null && found.length > 0;
  const active = Math.min(at, found.length - 1);

  useEffect(() => {
    const outside = (event: PointerEvent) => {
      if (!root.current?.contains(event.target as Node)) setText(null);
    };
    document.addEventListener('pointerdown', outside);
    return () => document.removeEventListener('pointerdown', outside);
  }, []);

  function choose(subject: string | undefined): void {
    if (subject === undefined) return;
    setText(null);
    onChoose(subject);
  }

  function onKeyDown(event: KeyboardEvent): void {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step) {
      setText(text ?? '');
      setAt((active + step + found.length) % Math.max(1, found.length));
    } else if (event.key === 'Enter' && open) choose(found[active]?.id);
    else if (event.key === 'Escape') setText(null);
    else return;
    event.preventDefault();
  }

  return (
    <div className="subject-picker" ref={root}>
      <div className="search-field">
        <Icon name="search" />
        <input
          type="text"
          role="combobox"
          data-filter-field
          aria-expanded={open}
          aria-controls={open ? id : undefined}
          aria-activedescendant={open ? `${id}-${active}` : undefined}
          aria-autocomplete="list"
          aria-label={t.alerts.why.field}
          placeholder={t.alerts.why.field}
          value={text ?? name}
          onFocus={(event) => event.target.select()}
          onChange={(event) => {
            setText(event.target.value);
            setAt(0);
          }}
          onBlur={(event) => {
            if (!root.current?.contains(event.relatedTarget)) setText(null);
          }}
          onKeyDown={onKeyDown}
          spellCheck={false}
          autoComplete="off"
        />
        <Kbd keys="/" decorative />
      </div>
      {open ? (
        <div className="picker-list" id={id} role="listbox" aria-label={t.alerts.why.field}>
          {found.map((subject, index) => {
            const monitor = monitors.get(subject.id);
            return (
              // oxlint-disable-next-line jsx-a11y/click-events-have-key-events -- keys go to the combobox above the list
              <div
                key={subject.id}
                id={`${id}-${index}`}
                role="option"
                tabIndex={-1}
                aria-selected={index === active}
                className="palette-option"
                onPointerMove={index === active ? undefined : () => setAt(index)}
                onClick={() => choose(subject.id)}
              >
                {monitor ? <StateIcon shape={shapeOf(monitor)} size={13} decorative /> : <Icon name="logs" />}
                <span className="palette-label">{visibleLine(subject.name)}</span>
                <span className="palette-hint">{subject.id}</span>
              </div>
            );
          })}
        </div>
      ) : null}
    </div>
  );
}
