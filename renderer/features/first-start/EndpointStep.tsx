import { useId, useState, type SyntheticEvent } from 'react';
import { Button } from '../../components/Button.tsx';
import { useI18n } from '../../i18n/i18n.tsx';
import { useServices } from '../../state/services.tsx';
import type { StepProps } from './FirstStart.tsx';

/** A name and an address become the first monitor. */
export function EndpointStep({ onDone }: StepProps) {
  const { t } = useI18n();
  const { api, toasts } = useServices();
  const id = useId();
  const [url, setUrl] = useState('');
  const [name, setName] = useState('');
  const [problem, setProblem] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);

  function submit(event: SyntheticEvent): void {
    event.preventDefault();
    setBusy(true);
    setProblem(null);
    api.call('addEndpoint', { url, name: name.trim() || nameFrom(url) }).then(
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
      <label htmlFor={`${id}url`} className="visually-hidden">
        {t.firstStart.endpointUrl}
      </label>
      <input
        id={`${id}url`}
        className="field is-wide"
        type="url"
        required
        placeholder="https://example.org/health"
        value={url}
        onChange={(event) => setUrl(event.target.value)}
        aria-invalid={problem !== null}
        aria-describedby={problem === null ? undefined : `${id}problem`}
        spellCheck={false}
      />
      <label htmlFor={`${id}name`} className="visually-hidden">
        {t.firstStart.endpointName}
      </label>
      <input
        id={`${id}name`}
        className="field"
        type="text"
        placeholder={nameFrom(url) || t.firstStart.endpointName}
        value={name}
        onChange={(event) => setName(event.target.value)}
      />
      <Button type="submit" look="solid" icon="plus" disabled={busy || url.trim() === ''}>
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

/** The host of an address, as the name of a monitor that was given none. */
export function nameFrom(url: string): string {
  return URL.canParse(url) ? new URL(url).hostname : '';
}
