import { useEffect, useRef } from 'react';
import { Icon } from '../../components/Icon.tsx';
import { Kbd } from '../../components/Kbd.tsx';
import { StateIcon } from '../../components/StateIcon.tsx';
import type { Action } from './actions.ts';

interface Props {
  id: string;
  action: Action;
  active: boolean;
  /** The name of the section that begins here, or null. */
  heading: string | null;
  onPoint: () => void;
  onRun: () => void;
}

/** One entry; focus stays in the field, which names the active entry. */
export function PaletteOption({ id, action, active, heading, onPoint, onRun }: Props) {
  const element = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (active) element.current?.scrollIntoView({ block: 'nearest' });
  }, [active]);
  return (
    <>
      {heading === null ? null : (
        <div className="palette-heading" role="presentation">
          {heading}
        </div>
      )}
      {/* oxlint-disable-next-line jsx-a11y/click-events-have-key-events -- keys go to the combobox above the list */}
      <div
        ref={element}
        id={id}
        role="option"
        tabIndex={-1}
        aria-selected={active}
        className="palette-option"
        onPointerMove={active ? undefined : onPoint}
        onClick={onRun}
      >
        {typeof action.icon === 'string' ? (
          <Icon name={action.icon} />
        ) : (
          <StateIcon shape={action.icon.shape} size={14} />
        )}
        <span className="palette-label">{action.label}</span>
        {action.hint ? <span className="palette-hint">{action.hint}</span> : null}
        {action.shortcut ? <Kbd keys={action.shortcut} decorative /> : null}
      </div>
    </>
  );
}
