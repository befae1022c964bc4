import * as Radix from '@radix-ui/react-dialog';
import type { ReactNode } from 'react';
import { useI18n } from '../i18n/i18n.tsx';
import { IconButton } from './Button.tsx';

interface Props {
  open: boolean;
  onClose: () => void;
  title: string;
  children: ReactNode;
  /** Hides title and close button from sight, for dialogs that are one big field. */
  bare?: boolean;
}

/** A modal dialog: focus stays inside, Escape closes, focus returns to where it was. */
export function Dialog({ open, onClose, title, children, bare = false }: Props) {
  const { t } = useI18n();
  return (
    <Radix.Root open={open} onOpenChange={(next) => (next ? undefined : onClose())}>
      <Radix.Portal>
        <Radix.Overlay className="dialog-shade" />
        <Radix.Content className={bare ? 'dialog is-bare' : 'dialog'} aria-describedby={undefined}>
          <div className={bare ? 'visually-hidden' : 'dialog-head'}>
            <Radix.Title className="dialog-title">{title}</Radix.Title>
            {bare ? null : (
              <Radix.Close asChild>
                <IconButton icon="close" label={t.common.close} />
              </Radix.Close>
            )}
          </div>
          {children}
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}
