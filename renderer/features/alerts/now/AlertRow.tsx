import { Link } from 'react-router';
import type { AlertView } from '../../../../shared/contract/alert-schemas.ts';
import { Button } from '../../../components/Button.tsx';
import { Icon } from '../../../components/Icon.tsx';
import { SeverityIcon } from '../../../components/SeverityIcon.tsx';
import { usePoint } from '../../../components/use-point.ts';
import { useI18n } from '../../../i18n/i18n.tsx';
import { classNames } from '../../../lib/class-names.ts';
import { visibleLine } from '../../../lib/visible-text.ts';
import { useAlertCommands } from '../../../state/alert-commands.ts';
import { useNow } from '../../../state/services.tsx';
import { rulePath, subjectPath } from '../../paths.ts';
import { useAlertDialogs } from '../dialogs/alert-dialogs.ts';
import { SubjectMenu } from '../SubjectMenu.tsx';

/** One rule for one subject, with what can be done about it. */
export function AlertRow({ alert }: { alert: AlertView }) {
  const { t, f } = useI18n();
  const commands = useAlertCommands();
  const dialogs = useAlertDialogs();
  const { subject, name, rule, severity, since, value, frozen, acked, held, phase } = alert;
  const lasting = useNow((now) => f.rough(now - since));
  const from = usePoint(since) ?? '';
  const shown = visibleLine(name);
  const ackable = phase === 'firing' && acked === null;
  return (
    <li className={classNames('alert-row', held !== null && 'is-held', phase === 'pending' && 'is-pending')}>
      <SeverityIcon severity={severity} size={15} over={phase === 'pending'} />
      <div className="incident-words">
        <p className="incident-title">
          <Link className="alert-subject ellipsis" to={subjectPath(subject)} data-row={`${subject} ${rule}`}>
            {shown}
          </Link>
          {frozen ? (
            <span className="badge" title={t.alerts.now.frozenHelp}>
              {t.alerts.now.frozen}
            </span>
          ) : null}
          {acked ? (
            <span className="badge" title={visibleLine(acked.text)}>
              <Icon name="check" size={10} /> {visibleLine(acked.by)}
            </span>
          ) : null}
        </p>
        <p className="incident-summary ellipsis">
          <Link className="rule-chip" to={rulePath(rule)}>
            {visibleLine(rule)}
          </Link>
          {value === null ? '' : ` ${visibleLine(value)}`}
          {acked?.text ? ` · ${visibleLine(acked.text)}` : ''}
        </p>
      </div>
      <p className="alert-since" title={f.dateTime(since)}>
        <span>{lasting}</span>
        <span className="alert-from">{t.alerts.now.since(from)}</span>
      </p>
      <div className="alert-actions">
        {ackable && held === null ? (
          <Button
            icon="check"
            aria-label={`${t.alerts.ack}: ${shown}`}
            onClick={() => dialogs.acknowledge(subject, name)}
          >
            {t.alerts.ack}
          </Button>
        ) : null}
        {phase === 'firing' && held === null ? (
          <Button
            icon="clock"
            aria-label={`${t.alerts.snooze}: ${shown}`}
            onClick={() => commands.snooze(subject)}
          >
            {t.alerts.snooze}
          </Button>
        ) : null}
        <SubjectMenu subject={subject} name={name} ackable={ackable} />
      </div>
    </li>
  );
}
