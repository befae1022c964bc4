import { useId, type ReactNode } from 'react';
import { Button, IconButton } from './Button.tsx';
import type { IconName } from './Icon.tsx';
import { useMenu } from './use-menu.ts';

export interface MenuItem {
  /** Tells items apart where labels may be equal. */
  key?: string;
  label: string;
  run: () => void;
}

interface Props {
  label: string;
  icon?: IconName;
  items: readonly MenuItem[];
  /** Without any, the button shows its icon only. */
  children?: ReactNode;
}

/** A button with a short list of commands: arrow keys move, Escape closes and returns to the button. */
export function Menu({ label, icon, items, children }: Props) {
  const { open, root, toggle, close, onKeyDown } = useMenu();
  const id = useId();
  const control = {
    'aria-haspopup': 'menu',
    'aria-expanded': open,
    'aria-controls': open ? id : undefined,
    onClick: toggle,
  } as const;
  return (
    <div className="menu" ref={root}>
      {children === undefined ? (
        <IconButton icon={icon ?? 'more'} label={label} {...control} />
      ) : (
        <Button {...(icon ? { icon } : {})} {...control}>
          {children}
        </Button>
      )}
      {open ? (
        <div className="menu-list" role="menu" id={id} aria-label={label} onKeyDown={onKeyDown} tabIndex={-1}>
          {items.map((item) => (
            <button
              key={item.key ?? item.label}
              type="button"
              role="menuitem"
              className="menu-item"
              onClick={() => {
                close();
                item.run();
              }}
            >
              {item.label}
            </button>
          ))}
        </div>
      ) : null}
    </div>
  );
}
