import { useId, useState, type SyntheticEvent } from 'react';
import { Button } from '../../../components/Button.tsx';
import { Dialog } from '../../../components/Dialog.tsx';
import { useI18n } from '../../../i18n/i18n.tsx';
import { visibleLine } from '../../../lib/visible-text.ts';
import { useAlertCommands } from '../../../state/alert-commands.ts';

interface Props {
  subject: string;
  name: string;
  onClose: () => void;
}

/** Takes on what a subject's alerts tell, with a note where there is something to say. */
export function AckDialog({ subject, name, onClose }: Props) {
  const { t } = useI18n();
  const commands = useAlertCommands();
  const id = useId();
  const [text, setText] = useState('');

  function submit(event: SyntheticEvent): void {
    event.preventDefault();
    commands.ack(subject, text.trim());
    onClose();
  }

  return (
    <Dialog open onClose={onClose} title={t.alerts.ackTitle(visibleLine(name))}>
      <form className="dialog-form" onSubmit={submit}>
        <p className="form-help">{t.alerts.ackHelp}</p>
        <label htmlFor={id}>{t.alerts.ackNote}</label>
        <input
          id={id}
          className="field"
          type="text"
          maxLength={1000}
          autoComplete="off"
          placeholder={t.alerts.ackPlaceholder}
          // oxlint-disable-next-line jsx-a11y/no-autofocus -- the dialog is this field; Enter acknowledges without a word
          autoFocus
          value={text}
          onChange={(event) => setText(event.target.value)}
        />
        <div className="form-actions">
          <Button onClick={onClose}>{t.alerts.cancel}</Button>
          <Button type="submit" look="solid" icon="check">
            {t.alerts.ack}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
