import { useId, useState, type SyntheticEvent } from 'react';
import { Button } from '../../components/Button.tsx';
import { useI18n } from '../../i18n/i18n.tsx';
import { useServices } from '../../state/services.tsx';

/** A directory and a name become a log source. */
export function LogDirectoryForm({ onDone }: { onDone: () => void }) {
  const { t } = useI18n();
  const { api, toasts } = useServices();
  const id = useId();
  const [dir, setDir] = useState('');
  const [name, setName] = useState('');
  const [problem, setProblem] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);

  function submit(event: SyntheticEvent): void {
    event.preventDefault();
    setBusy(true);
    setProblem(null);
    api.call('addLogDirectory', { dir, name: name.trim() || directoryName(dir) }).then(
      ({ file }) => {
        toasts.show('info', t.firstStart.added(file));
        onDone();
      },
      (error: unknown) => {
        setBusy(false);
        setProblem(error instanceof Error ? error.message : String(error));
      },
    );
  }

  return (
    <form className="endpoint-form" onSubmit={submit} noValidate>
      <label htmlFor={`${id}dir`} className="visually-hidden">
        {t.firstStart.logsDir}
      </label>
      <input
        id={`${id}dir`}
        className="field is-wide mono"
        type="text"
        required
        placeholder="/var/log/my-app"
        value={dir}
        onChange={(event) => setDir(event.target.value)}
        aria-invalid={problem !== null}
        aria-describedby={problem === null ? undefined : `${id}problem`}
        spellCheck={false}
        autoComplete="off"
      />
      <label htmlFor={`${id}name`} className="visually-hidden">
        {t.firstStart.endpointName}
      </label>
      <input
        id={`${id}name`}
        className="field"
        type="text"
        placeholder={directoryName(dir) || t.firstStart.endpointName}
        value={name}
        onChange={(event) => setName(event.target.value)}
      />
      <Button type="submit" look="solid" icon="plus" disabled={busy || dir.trim() === ''}>
        {t.firstStart.add}
      </Button>
      {problem === null ? null : (
        <p id={`${id}problem`} className="field-problem" role="alert">
          {problem}
        </p>
      )}
    </form>
  );
}

/** What a directory is called, as the name of a source that was given none: `/srv/shop/logs` is `shop`. */
export function directoryName(dir: string): string {
  const parts = dir.trim().split(/[\\/]/).filter(Boolean);
  const telling = parts.findLast((part) => !/^logs?$/i.test(part) && !/^[a-z]:$/i.test(part));
  return telling ?? parts.at(-1) ?? '';
}
