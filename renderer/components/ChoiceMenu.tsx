import { useId } from 'react';
import { classNames } from '../lib/class-names.ts';
import { Button } from './Button.tsx';
import { Icon } from './Icon.tsx';
import { useMenu } from './use-menu.ts';

export interface Choice {
  value: string;
  label: string;
  /** Beside the label, smaller. */
  hint?: string;
}

interface Props {
  /** What is chosen, such as "Sources". */
  label: string;
  /** Says that nothing narrows, such as "All sources". */
  all: string;
  choices: readonly Choice[];
  /** Empty means all. */
  chosen: readonly string[];
  /** More than one can be chosen; the list then stays open. */
  multiple?: boolean;
  onChange: (chosen: string[]) => void;
}

/** A button that names what is chosen, over a list to choose from. */
export function ChoiceMenu({ label, all, choices, chosen, multiple = false, onChange }: Props) {
  const { open, root, toggle, close, onKeyDown } = useMenu();
  const id = useId();
  const labelOf = (value: string) => choices.find((choice) => choice.value === value)?.label ?? value;
  const [first] = chosen;
  const more = chosen.length > 1 ? ` +${chosen.length - 1}` : '';
  const summary = first === undefined ? all : labelOf(first) + more;

  function choose(value: string | null): void {
    if (value === null) onChange([]);
    else if (!multiple) onChange([value]);
    else onChange(chosen.includes(value) ? chosen.filter((other) => other !== value) : [...chosen, value]);
    if (!multiple || value === null) close();
  }

  const role = multiple ? 'menuitemcheckbox' : 'menuitemradio';
  return (
    <div className="menu" ref={root}>
      <Button
        className={classNames('choice-button', chosen.length > 0 && 'is-set')}
        aria-haspopup="menu"
        aria-expanded={open}
        aria-controls={open ? id : undefined}
        aria-label={`${label}: ${summary}`}
        onClick={toggle}
      >
        <span className="ellipsis">{summary}</span>
        <Icon name="down" size={12} />
      </Button>
      {open ? (
        <div
          className="menu-list is-choices"
          role="menu"
          id={id}
          aria-label={label}
          onKeyDown={onKeyDown}
          tabIndex={-1}
        >
          <button
            type="button"
            role="menuitemradio"
            aria-checked={chosen.length === 0}
            className="menu-item is-choice"
            onClick={() => choose(null)}
          >
            <span className="choice-check">
              {chosen.length === 0 ? <Icon name="check" size={12} /> : null}
            </span>
            <span className="ellipsis">{all}</span>
          </button>
          {choices.map((choice) => {
            const checked = chosen.includes(choice.value);
            return (
              <button
                key={choice.value}
                type="button"
                role={role}
                aria-checked={checked}
                className="menu-item is-choice"
                onClick={() => choose(choice.value)}
              >
                <span className="choice-check">{checked ? <Icon name="check" size={12} /> : null}</span>
                <span className="ellipsis">{choice.label}</span>
                {choice.hint ? <span className="choice-hint">{choice.hint}</span> : null}
              </button>
            );
          })}
        </div>
      ) : null}
    </div>
  );
}
