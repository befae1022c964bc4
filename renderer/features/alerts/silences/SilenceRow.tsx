import type { Silence } from '../../../../shared/contract/alert-schemas.ts';
import { Button } from '../../../components/Button.tsx';
import { Icon } from '../../../components/Icon.tsx';
import { usePoint } from '../../../components/use-point.ts';
import { useI18n } from '../../../i18n/i18n.tsx';
import { classNames } from '../../../lib/class-names.ts';
import { visibleLine } from '../../../lib/visible-text.ts';
import { useAlertCommands } from '../../../state/alert-commands.ts';
import { useNow } from '../../../state/services.tsx';
import { useSubjectName } from '../use-subjects.ts';
import { MatchChips } from './MatchChips.tsx';

const NAMED = 3;

/** One silence: what it fits, until when, why, and the way to end it. */
export function SilenceRow({ silence }: { silence: Silence }) {
  const { t, f } = useI18n();
  const commands = useAlertCommands();
  const nameOf = useSubjectName();
  const { id, match, from, until, reason, by, state, subjects } = silence;
  const words = t.alerts.silence;
  const start = usePoint(from) ?? '';
  const end = usePoint(until);
  const left = useNow((now) => (until === null ? '' : f.rough(Math.max(0, until - now))));
  const when =
    state === 'active'
      ? end === null
        ? words.untilRemoved
        : words.untilIn(end, left)
      : end === null
        ? words.startsAt(start)
        : words.span(start, end);
  const named = subjects.slice(0, NAMED).map((subject) => visibleLine(nameOf(subject)));
  const covers = words.covers(subjects.length, named, subjects.length - named.length);
  return (
    <li className={classNames('silence-row', `is-${state}`)}>
      <Icon name={state === 'over' ? 'check' : state === 'active' ? 'bellOff' : 'clock'} />
      <div className="incident-words">
        <p className="incident-title">
          <MatchChips match={match} />
        </p>
        <p className="incident-summary ellipsis" title={visibleLine(reason)}>
          {[reason ? visibleLine(reason) : words.noReason, words.by(visibleLine(by))].join(' · ')}
        </p>
        {state === 'over' ? null : <p className="incident-summary ellipsis">{covers}</p>}
      </div>
      <p className="silence-when">{when}</p>
      {state === 'over' ? (
        <span />
      ) : (
        <Button
          look="quiet"
          icon="close"
          aria-label={words.removeOf(
            visibleLine(reason) || visibleLine(Object.values(match).flat().join(', ')),
          )}
          onClick={() => commands.removeSilence(id)}
        >
          {words.remove}
        </Button>
      )}
    </li>
  );
}
