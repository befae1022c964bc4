import { Link } from 'react-router';
import type { CallOutput } from '../../../shared/contract/contract.ts';
import { EmptyState } from '../../components/EmptyState.tsx';
import { Panel } from '../../components/Panel.tsx';
import { useI18n } from '../../i18n/i18n.tsx';
import { visibleLine } from '../../lib/visible-text.ts';
import { subjectPath } from '../paths.ts';
import { EventIcon } from './EventIcon.tsx';

interface Props {
  events: CallOutput<'incident'>['elsewhere'];
  startedAt: number;
}

/** What happened to others from a quarter of an hour before an incident to its end, each by its distance from the start. */
export function Elsewhere({ events, startedAt }: Props) {
  const { t, f } = useI18n();
  const offset = (at: number) => {
    const distance = Math.abs(at - startedAt);
    if (distance < 1000) return t.incidents.atOnce;
    return at < startedAt ? t.incidents.before(f.rough(distance)) : t.incidents.after(f.rough(distance));
  };
  return (
    <Panel title={t.incidents.elsewhere}>
      {events.length === 0 ? (
        <EmptyState
          small
          icon="activity"
          title={t.incidents.nothingElse}
          text={t.incidents.nothingElseText}
        />
      ) : (
        <ol className="elsewhere">
          {events.map(({ at, kind, text, subject, name }, index) => (
            <li key={`${at}${subject}${index}`} className="elsewhere-entry">
              <span className="timeline-mark">
                <EventIcon kind={kind} text={text} />
              </span>
              <div className="timeline-words">
                <Link to={subjectPath(subject)}>{visibleLine(name || subject)}</Link>{' '}
                {kind === 'evidence' ? (
                  <code className="evidence">{visibleLine(text)}</code>
                ) : (
                  visibleLine(text)
                )}
              </div>
              <time dateTime={new Date(at).toISOString()} title={f.dateTime(at)}>
                {offset(at)}
              </time>
            </li>
          ))}
        </ol>
      )}
    </Panel>
  );
}
