import { useId, useMemo } from 'react';
import { SEVERITIES } from '../../../../shared/domain/severity.ts';
import { Button, IconButton } from '../../../components/Button.tsx';
import { useI18n } from '../../../i18n/i18n.tsx';
import { useLive } from '../../../state/services.tsx';
import { labelNames, MATCH_KEYS, type MatchRow } from '../silences/match-view.ts';

interface Props {
  rows: readonly MatchRow[];
  onChange: (rows: MatchRow[]) => void;
}

/** Lines of "KEY is GLOBS"; all of them must fit. */
export function MatchBuilder({ rows, onChange }: Props) {
  const { t } = useI18n();
  const id = useId();
  const monitors = useLive((live) => live.monitors);
  const labels = useMemo(() => labelNames(monitors.values()), [monitors]);
  const values = useMemo(() => {
    const all = [...monitors.values()];
    const known: Record<string, string[]> = {
      monitor: all.map((monitor) => monitor.id),
      group: all.map(({ group }) => group ?? ''),
      kind: all.map(({ kind }) => kind),
      environment: all.map(({ environment }) => environment),
      severity: [...SEVERITIES],
    };
    for (const name of labels) known[name] = all.map((monitor) => monitor.labels[name] ?? '');
    return known;
  }, [monitors, labels]);
  const keyName = (key: string) => MATCH_KEYS.find((known) => known === key);

  function set(index: number, more: Partial<MatchRow>): void {
    onChange(rows.map((row, at) => (at === index ? { ...row, ...more } : row)));
  }

  return (
    <fieldset className="form-group">
      <legend>{t.alerts.silence.which}</legend>
      {rows.map((row, index) => (
        <div key={`${index}`} className="match-row">
          <select
            className="field"
            aria-label={t.alerts.silence.key}
            value={row.key}
            onChange={(event) => set(index, { key: event.target.value })}
          >
            {[...new Set([...MATCH_KEYS, ...labels, row.key])].map((key) => {
              const name = keyName(key);
              return (
                <option key={key} value={key}>
                  {name ? t.alerts.keys[name] : key}
                </option>
              );
            })}
          </select>
          <span aria-hidden="true">{t.alerts.silence.is}</span>
          <input
            className="field"
            type="text"
            aria-label={t.alerts.silence.globs}
            placeholder={t.alerts.silence.globsPlaceholder}
            list={`${id}${index}`}
            maxLength={200}
            autoComplete="off"
            spellCheck={false}
            value={row.globs}
            onChange={(event) => set(index, { globs: event.target.value })}
          />
          <datalist id={`${id}${index}`}>
            {[...new Set(values[row.key] ?? [])]
              .filter(Boolean)
              .slice(0, 200)
              .map((value) => (
                <option key={value} value={value}>
                  {value}
                </option>
              ))}
          </datalist>
          {rows.length > 1 ? (
            <IconButton
              icon="close"
              label={t.alerts.silence.removeRow}
              onClick={() => onChange(rows.filter((_, at) => at !== index))}
            />
          ) : null}
        </div>
      ))}
      <Button look="quiet" icon="plus" onClick={() => onChange([...rows, { key: nextKey(rows), globs: '' }])}>
        {t.alerts.silence.addRow}
      </Button>
    </fieldset>
  );
}

/** The first key that no line has yet. */
function nextKey(rows: readonly MatchRow[]): string {
  return MATCH_KEYS.find((key) => rows.every((row) => row.key !== key)) ?? 'monitor';
}
