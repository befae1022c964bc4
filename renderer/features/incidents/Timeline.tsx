import type { IncidentEvent } from '../../../shared/contract/alert-schemas.ts';
import { useI18n } from '../../i18n/i18n.tsx';
import { byDay } from '../../lib/by-day.ts';
import { visibleLine, visibleText } from '../../lib/visible-text.ts';
import { EventIcon } from './EventIcon.tsx';

interface Props {
  events: readonly IncidentEvent[];
}

/** Everything that happened in an incident, from its first sign on. */
export function Timeline({ events }: Props) {
  const { t, f } = useI18n();
  const days = byDay(events);
  const kinds: Readonly<Record<string, string>> = t.incidents.kinds;
  return (
    <div className="timeline">
      {days.map(({ day, entries }, index) => (
        <section key={day} aria-label={f.weekday(day)}>
          {index > 0 || days.length > 1 ? <p className="activity-day">{f.weekday(day)}</p> : null}
          <ol>
            {entries.map(({ at, kind, text }, position) => (
              <li key={`${at}${kind}${position}`} className={`timeline-entry is-${knownKind(kind)}`}>
                <time dateTime={new Date(at).toISOString()} title={f.dateTime(at)}>
                  {f.clock(at)}
                </time>
                <span className="timeline-mark">
                  <EventIcon kind={kind} text={text} />
                </span>
                <div className="timeline-words">
                  <span className="timeline-kind">
                    {Object.hasOwn(kinds, kind) ? kinds[kind] : visibleLine(kind)}
                  </span>
                  {kind === 'evidence' ? (
                    <code className="evidence is-whole">{visibleText(text)}</code>
                  ) : (
                    <span className="timeline-text">{visibleText(text)}</span>
                  )}
                </div>
              </li>
            ))}
          </ol>
        </section>
      ))}
    </div>
  );
}

/** Kinds come from the engine; a class is made of letters only. */
function knownKind(kind: string): string {
  return /^[a-z_]+$/.test(kind) ? kind : 'other';
}
