import { useMemo, useState } from 'react';
import { Link } from 'react-router';
import type { CallOutput } from '../../../../shared/contract/contract.ts';
import type { Severity } from '../../../../shared/domain/severity.ts';
import { DayStrip } from '../../../components/DayStrip.tsx';
import { EmptyState } from '../../../components/EmptyState.tsx';
import { Panel } from '../../../components/Panel.tsx';
import { PointInTime } from '../../../components/PointInTime.tsx';
import { Skeleton } from '../../../components/Skeleton.tsx';
import { useI18n } from '../../../i18n/i18n.tsx';
import { midnight } from '../../../lib/by-day.ts';
import { classNames } from '../../../lib/class-names.ts';
import { countByDay } from '../../../lib/day-counts.ts';
import { lastDays } from '../../../lib/last-days.ts';
import { visibleLine } from '../../../lib/visible-text.ts';
import { useNow } from '../../../state/services.tsx';
import { subjectPath } from '../../paths.ts';
import { replaySentence } from './replay-sentence.ts';
import type { RuleCheck } from './use-rule-check.ts';

interface Props {
  check: RuleCheck;
  severity: Severity;
  /** The text has problems, so what is shown is of an earlier one. */
  stale: boolean;
}

const DAYS = 30;
const STEP_MS = 60_000;
/** Rows that are drawn; a rule that fires more often is not one to save. */
const MOST_ROWS = 200;

/** What the rule would have done over the last thirty days. */
export function ReplayPanel({ check, severity, stale }: Props) {
  const { t } = useI18n();
  const { replay, savedReplay, replaying, error } = check;
  const words = t.alerts.replay;
  return (
    <Panel
      title={words.title}
      className={classNames('replay', (stale || replaying) && replay !== null && 'is-pending')}
    >
      {replay === null && stale ? (
        <EmptyState small icon="clock" title={words.waiting} text={words.waitingText} />
      ) : null}
      {replay === null && !stale && error === null ? <Skeleton height={260} /> : null}
      {replay === null && !stale && error !== null ? (
        <EmptyState small icon="clock" title={words.unavailable} text={error} />
      ) : null}
      {replay ? <Replay replay={replay} saved={savedReplay} severity={severity} /> : null}
    </Panel>
  );
}

interface ReplayProps {
  replay: CallOutput<'replayRule'>;
  saved: CallOutput<'replayRule'> | null;
  severity: Severity;
}

function Replay({ replay, saved, severity }: ReplayProps) {
  const { t, f } = useI18n();
  const words = t.alerts.replay;
  const [chosen, setChosen] = useState<number | null>(null);
  const today = useNow(midnight);
  const now = useNow((at) => Math.ceil(at / STEP_MS) * STEP_MS);
  const { alerts, exactFrom, recordedFrom, notes, tried } = replay;
  const strip = useMemo(() => {
    const counted = countByDay(
      alerts.map(({ from }) => ({ at: from, severity })),
      lastDays(today, DAYS),
    );
    return counted.map((day) => ({
      ...day,
      approximate: exactFrom !== null && day.day < midnight(exactFrom),
    }));
  }, [alerts, severity, today, exactFrom]);
  const said = replaySentence(alerts, saved?.alerts ?? null, now, words.sentence, f.rough);
  const newest = alerts.toSorted((a, b) => b.from - a.from);
  const shown = chosen === null ? newest : newest.filter(({ from }) => midnight(from) === chosen);
  if (!tried) {
    return (
      <EmptyState small icon="clock" title={words.unavailable} text={notes.map(visibleLine).join(' ')} />
    );
  }
  return (
    <>
      <p className="replay-words" role="status">
        <strong>{said.lead}</strong> {said.rest} <span className="replay-compared">{said.compared}</span>
      </p>
      <DayStrip days={strip} label={words.strip} words={words.fired} chosen={chosen} onChoose={setChosen} />
      {exactFrom === null ? null : (
        <p className="replay-note">
          <span className="legend-key is-approximate" aria-hidden="true" />{' '}
          {exactFrom < now - STEP_MS ? words.approximate(f.dateTime(exactFrom)) : words.never}
        </p>
      )}
      {recordedFrom === null ? null : (
        <p className="replay-note">{words.recorded(f.dateTime(recordedFrom))}</p>
      )}
      {notes.map((note) => (
        <p key={note} className="replay-note">
          {visibleLine(note)}
        </p>
      ))}
      {shown.length > 0 ? (
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- a region that scrolls must be reachable by keyboard
        <div className="table-scroll replay-list" tabIndex={0} role="region" aria-label={words.list}>
          <table className="table">
            <thead>
              <tr>
                <th scope="col">{words.columns.from}</th>
                <th scope="col">{words.columns.subject}</th>
                <th scope="col" className="is-number">
                  {words.columns.lasted}
                </th>
                <th scope="col" className="is-number">
                  {words.columns.value}
                </th>
              </tr>
            </thead>
            <tbody>
              {shown.slice(0, MOST_ROWS).map(({ from, to, subject, name, value, approximate: rough }) => (
                <tr key={`${from} ${subject}`}>
                  <th scope="row">
                    {rough ? (
                      <abbr className="about" title={words.about}>
                        ≈
                      </abbr>
                    ) : null}
                    <PointInTime at={from} />
                  </th>
                  <td>
                    <Link className="text-link" to={subjectPath(subject)}>
                      {visibleLine(name)}
                    </Link>
                  </td>
                  <td className="is-number">{to === null ? words.still : f.rough(to - from)}</td>
                  <td className="is-number">{value === null ? t.common.noValue : visibleLine(value)}</td>
                </tr>
              ))}
            </tbody>
          </table>
          {shown.length > MOST_ROWS ? (
            <p className="replay-note">{words.more(shown.length - MOST_ROWS)}</p>
          ) : null}
        </div>
      ) : null}
    </>
  );
}
