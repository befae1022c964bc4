import { useEffect, useRef, useState } from 'react';
import { IconButton } from './Button.tsx';
import { Icon } from './Icon.tsx';
import { Kbd } from './Kbd.tsx';

interface Props {
  text: string;
  label: string;
  /** Of the button that empties it. */
  clearLabel: string;
  onChange: (text: string) => void;
}

/** A field whose words narrow what is below it: `/` comes here, Escape empties it, then leaves it. */
export function FilterField({ text: applied, label, clearLabel, onChange }: Props) {
  const field = useRef<HTMLInputElement>(null);
  // The address follows the field a moment later; what is typed meanwhile must not be lost.
  const [text, setText] = useState(applied);
  useEffect(() => {
    if (document.activeElement !== field.current) setText(applied);
  }, [applied]);

  function write(next: string): void {
    setText(next);
    onChange(next);
  }

  return (
    <div className="search-field" role="search">
      <Icon name="search" />
      <input
        ref={field}
        type="text"
        data-filter-field
        placeholder={label}
        aria-label={label}
        maxLength={1000}
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
          label={clearLabel}
          onClick={() => {
            write('');
            field.current?.focus();
          }}
        />
      ) : (
        <Kbd keys="/" decorative />
      )}
    </div>
  );
}
