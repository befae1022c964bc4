import { useId, useState, type KeyboardEvent, type SyntheticEvent } from 'react';
import { Button } from '../../components/Button.tsx';
import { useI18n } from '../../i18n/i18n.tsx';
import { useAlertCommands } from '../../state/alert-commands.ts';

/** Adds a note to an incident's timeline; Ctrl or Cmd with Enter adds it from the keyboard. */
export function NoteForm({ incidentId }: { incidentId: string }) {
  const { t } = useI18n();
  const commands = useAlertCommands();
  const id = useId();
  const [text, setText] = useState('');
  const [adding, setAdding] = useState(false);

  async function submit(event: SyntheticEvent): Promise<void> {
    event.preventDefault();
    if (text.trim() === '' || adding) return;
    setAdding(true);
    // What could not be added stays to be tried again.
    if (await commands.addNote(incidentId, text.trim())) setText('');
    setAdding(false);
  }

  function onKeyDown(event: KeyboardEvent): void {
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) void submit(event);
  }

  return (
    <form className="note-form" onSubmit={(event) => void submit(event)}>
      <label className="visually-hidden" htmlFor={id}>
        {t.incidents.note}
      </label>
      <textarea
        id={id}
        className="field"
        rows={2}
        maxLength={1000}
        placeholder={t.incidents.notePlaceholder}
        value={text}
        onChange={(event) => setText(event.target.value)}
        onKeyDown={onKeyDown}
      />
      <Button type="submit" icon="note" disabled={text.trim() === '' || adding}>
        {t.incidents.addNote}
      </Button>
    </form>
  );
}
