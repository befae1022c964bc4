import { useId, useMemo, useState, type SyntheticEvent } from 'react';
import type { MatchView } from '../../../../shared/contract/alert-schemas.ts';
import { Button } from '../../../components/Button.tsx';
import { Dialog } from '../../../components/Dialog.tsx';
import { useI18n } from '../../../i18n/i18n.tsx';
import { fromLocalInput, toLocalInput } from '../../../lib/local-input.ts';
import { untilTomorrow } from '../../../lib/until-tomorrow.ts';
import { useAlertCommands } from '../../../state/alert-commands.ts';
import { useServices } from '../../../state/services.tsx';
import { matchOfRows, rowsOfMatch } from '../silences/match-view.ts';
import { FittingSubjects } from './FittingSubjects.tsx';
import { MatchBuilder } from './MatchBuilder.tsx';

interface Props {
  match: MatchView;
  onClose: () => void;
}

const HOUR = 3_600_000;
const LENGTHS = ['1h', '4h', 'tomorrow', 'custom', 'open'] as const;
type Length = (typeof LENGTHS)[number];

/** Keeps alerts quiet for a while: which, until when, and why. */
export function SilenceDialog({ match: initial, onClose }: Props) {
  const { t } = useI18n();
  const { ticker } = useServices();
  const commands = useAlertCommands();
  const id = useId();
  const [rows, setRows] = useState(() => rowsOfMatch(initial));
  const [length, setLength] = useState<Length>('1h');
  const [custom, setCustom] = useState(() => ({
    from: toLocalInput(ticker.now()),
    until: toLocalInput(ticker.now() + 2 * HOUR),
  }));
  const [reason, setReason] = useState('');
  const match = useMemo(() => matchOfRows(rows), [rows]);
  const span = { from: fromLocalInput(custom.from), until: fromLocalInput(custom.until) };
  const empty = Object.keys(match).length === 0;
  const badSpan =
    length === 'custom' && (span.until === null || span.until <= Math.max(span.from ?? 0, ticker.now()));

  async function submit(event: SyntheticEvent): Promise<void> {
    event.preventDefault();
    if (empty || badSpan) return;
    const now = ticker.now();
    const until = {
      '1h': now + HOUR,
      '4h': now + 4 * HOUR,
      tomorrow: now + untilTomorrow(now),
      custom: span.until,
      open: null,
    }[length];
    const later = length === 'custom' && span.from !== null && span.from > now;
    const added = await commands.addSilence({
      match,
      from: later ? span.from : null,
      until,
      reason: reason.trim(),
    });
    if (added) onClose();
  }

  return (
    <Dialog open onClose={onClose} title={t.alerts.silence.title}>
      <form className="dialog-form" onSubmit={(event) => void submit(event)}>
        <MatchBuilder rows={rows} onChange={setRows} />
        <FittingSubjects match={match} />
        <fieldset className="form-group">
          <legend>{t.alerts.silence.howLong}</legend>
          <div className="segments is-radio">
            {LENGTHS.map((value) => (
              <label key={value} className="segment-radio">
                <input
                  type="radio"
                  name={`${id}length`}
                  className="visually-hidden"
                  checked={length === value}
                  onChange={() => setLength(value)}
                />
                <span className="segment">{t.alerts.silence.lengths[value]}</span>
              </label>
            ))}
          </div>
        </fieldset>
        {length === 'custom' ? (
          <div className="form-pair">
            {(['from', 'until'] as const).map((end) => (
              <label key={end} className="form-cell">
                <span>{t.alerts.silence[end]}</span>
                <input
                  className="field"
                  type="datetime-local"
                  step={1}
                  value={custom[end]}
                  aria-invalid={end === 'until' && badSpan}
                  aria-describedby={end === 'until' && badSpan ? `${id}span` : undefined}
                  onChange={(event) => setCustom({ ...custom, [end]: event.target.value })}
                />
              </label>
            ))}
            {badSpan ? (
              <p id={`${id}span`} className="field-problem" role="alert">
                {t.alerts.silence.badSpan}
              </p>
            ) : null}
          </div>
        ) : null}
        <label className="form-cell">
          <span>{t.alerts.silence.reason}</span>
          <input
            className="field"
            type="text"
            maxLength={1000}
            autoComplete="off"
            placeholder={t.alerts.silence.reasonPlaceholder}
            value={reason}
            onChange={(event) => setReason(event.target.value)}
          />
        </label>
        <div className="form-actions">
          <Button onClick={onClose}>{t.alerts.cancel}</Button>
          <Button type="submit" look="solid" icon="bellOff" disabled={empty || badSpan}>
            {t.alerts.silence.add}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
