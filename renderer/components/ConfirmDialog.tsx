import type { ReactNode } from 'react';
import { useI18n } from '../i18n/i18n.tsx';
import { Button } from './Button.tsx';
import { Dialog } from './Dialog.tsx';
import type { IconName } from './Icon.tsx';

interface Props {
  title: string;
  /** What the button that does it says. */
  does: string;
  icon: IconName;
  children: ReactNode;
  onConfirm: () => void;
  onClose: () => void;
}

/** Says what is about to be done, and does it only when told to. */
export function ConfirmDialog({ title, does, icon, children, onConfirm, onClose }: Props) {
  const { t } = useI18n();
  return (
    <Dialog open onClose={onClose} title={title}>
      <div className="dialog-form">
        {children}
        <div className="form-actions">
          <Button onClick={onClose}>{t.alerts.cancel}</Button>
          <Button
            look="solid"
            icon={icon}
            onClick={() => {
              onClose();
              onConfirm();
            }}
          >
            {does}
          </Button>
        </div>
      </div>
    </Dialog>
  );
}
