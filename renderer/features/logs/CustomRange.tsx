import { useId, useState, type SyntheticEvent } from 'react';
import { Button, IconButton } from '../../components/Button.tsx';
import { useDisclosure } from '../../components/use-disclosure.ts';
import { useI18n } from '../../i18n/i18n.tsx';
import { fromLocalInput, toLocalInput } from '../../lib/local-input.ts';
import { boundsOf, chosenRange, isChosen, type Range } from '../../lib/time-range.ts';
import { useServices } from '../../state/services.tsx';

interface Props {
  range: Range;
  onChange: (range: Range) => void;
}

/** Any span of time, by its first and last instant. */
export function CustomRange({ range, onChange }: Props) {
  const { t } = useI18n();
  const { open, root, toggle, close, onKeyDown } = useDisclosure();
  return (
    // oxlint-disable-next-line jsx-a11y/no-static-element-interactions -- Escape is heard from what it encloses
    <div className="menu" ref={root} onKeyDown={onKeyDown}>
      <IconButton
        icon="calendar"
        label={t.logs.customRange}
        aria-expanded={open}
        className={isChosen(range) ? 'is-set' : ''}
        onClick={toggle}
      />
      {open ? (
        <SpanForm
          range={range}
          onChange={(next) => {
            close();
            onChange(next);
          }}
        />
      ) : null}
    </div>
  );
}

function SpanForm({ range, onChange }: Props) {
  const { t } = useI18n();
  const { ticker } = useServices();
  const id = useId();
  const [{ from, to }] = useState(() => boundsOf(range, ticker.now()));
  const [first, setFirst] = useState(() => toLocalInput(from));
  const [last, setLast] = useState(() => toLocalInput(to));
  const [start, end] = [fromLocalInput(first), fromLocalInput(last)];
  const next = start === null || end === null ? null : chosenRange(range.preset, start, end);

  function submit(event: SyntheticEvent): void {
    event.preventDefault();
    if (next) onChange(next);
  }

  return (
    <form className="popover-panel span-form" aria-label={t.logs.customRange} onSubmit={submit}>
      <label htmlFor={`${id}from`}>{t.logs.from}</label>
      <input
        id={`${id}from`}
        className="field"
        type="datetime-local"
        step={1}
        value={first}
        // oxlint-disable-next-line jsx-a11y/no-autofocus -- the panel has just been opened to fill this in
        autoFocus
        onChange={(event) => setFirst(event.target.value)}
      />
      <label htmlFor={`${id}to`}>{t.logs.to}</label>
      <input
        id={`${id}to`}
        className="field"
        type="datetime-local"
        step={1}
        value={last}
        onChange={(event) => setLast(event.target.value)}
      />
      {next === null ? (
        <p className="field-problem" role="alert">
          {t.logs.spanTooShort}
        </p>
      ) : null}
      <Button type="submit" look="solid" disabled={next === null}>
        {t.logs.show}
      </Button>
    </form>
  );
}
