import { useEffect, useId, useRef, useState } from 'react';
import { IconButton } from '../../components/Button.tsx';
import { Icon } from '../../components/Icon.tsx';
import { Kbd } from '../../components/Kbd.tsx';
import { useDisclosure } from '../../components/use-disclosure.ts';
import { useI18n } from '../../i18n/i18n.tsx';
import { classNames } from '../../lib/class-names.ts';

interface Props {
  text: string;
  /** Why the engine refused the search, or null. */
  problem: string | null;
  onChange: (text: string) => void;
}

/** A search begins when nothing has been typed for this long. */
const SETTLE_MS = 250;

/** The search of the Logs page, with help for its language and the engine's word on what it cannot read. */
export function SearchField({ text, problem, onChange }: Props) {
  const { t } = useI18n();
  const id = useId();
  const field = useRef<HTMLInputElement>(null);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const { open, root, toggle, onKeyDown } = useDisclosure();
  const [typed, setTyped] = useState(text);

  useEffect(() => {
    // What is being typed must not be lost to the address, which follows it; a filter button changes it at once.
    if (timer.current === undefined) setTyped(text);
  }, [text]);
  useEffect(() => () => clearTimeout(timer.current), []);

  function settle(next: string, delayMs: number): void {
    setTyped(next);
    clearTimeout(timer.current);
    timer.current = setTimeout(() => {
      timer.current = undefined;
      onChange(next);
    }, delayMs);
  }

  return (
    // oxlint-disable-next-line jsx-a11y/no-static-element-interactions -- Escape is heard from what it encloses
    <div className="logs-search" ref={root} onKeyDown={onKeyDown}>
      <div className={classNames('search-field', problem !== null && 'is-invalid')} role="search">
        <Icon name="search" />
        <input
          ref={field}
          type="text"
          data-filter-field
          className="mono"
          placeholder={t.logs.search}
          aria-label={t.logs.search}
          aria-invalid={problem !== null}
          aria-describedby={problem === null ? undefined : `${id}problem`}
          maxLength={1000}
          value={typed}
          onChange={(event) => settle(event.target.value, SETTLE_MS)}
          onKeyDown={(event) => {
            if (event.key === 'Enter') settle(typed, 0);
            if (event.key !== 'Escape' || open) return;
            if (typed) settle('', 0);
            else field.current?.blur();
          }}
          spellCheck={false}
          autoComplete="off"
        />
        {typed ? (
          <IconButton
            icon="close"
            label={t.logs.clearSearch}
            onClick={() => {
              settle('', 0);
              field.current?.focus();
            }}
          />
        ) : (
          <Kbd keys="/" decorative />
        )}
        <IconButton icon="help" label={t.logs.searchHelp} aria-expanded={open} onClick={toggle} />
      </div>
      {problem === null ? null : (
        <p id={`${id}problem`} className="field-problem search-problem" role="alert">
          {problem}
        </p>
      )}
      {open ? <SearchHelp /> : null}
    </div>
  );
}

/** In the language of searches, which is the same in every language of the window. */
const EXAMPLES = {
  word: 'timeout',
  words: 'redis timeout',
  quotes: '"connection refused"',
  exclude: '-healthcheck',
  field: 'tenant:acme',
  pattern: String.raw`/5\d\d/`,
} as const;

/** What a search can say, by example. */
function SearchHelp() {
  const { t } = useI18n();
  return (
    <div className="popover-panel search-help" role="note" aria-label={t.logs.searchHelp}>
      <dl>
        {(Object.keys(EXAMPLES) as (keyof typeof EXAMPLES)[]).map((name) => (
          <div key={name}>
            <dt>
              <code>{EXAMPLES[name]}</code>
            </dt>
            <dd>{t.logs.syntax[name]}</dd>
          </div>
        ))}
      </dl>
    </div>
  );
}
