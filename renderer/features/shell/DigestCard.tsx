import { useEffect } from 'react';
import { Link } from 'react-router';
import { Button } from '../../components/Button.tsx';
import { SeverityIcon } from '../../components/SeverityIcon.tsx';
import { useI18n } from '../../i18n/i18n.tsx';
import { visibleLine } from '../../lib/visible-text.ts';
import { useApi } from '../../state/services.tsx';
import { useQuery } from '../../state/use-query.ts';
import { useRun } from '../../state/use-run.ts';
import { incidentsOfPath } from '../paths.ts';

const EVERYTHING = {};
const SHOWN = 5;

/** What waited while nobody sat at the machine: one card on return, until it is put away. */
export function DigestCard() {
  const { t, f } = useI18n();
  const api = useApi();
  const run = useRun();
  const { data, refresh } = useQuery('digest', EVERYTHING);
  useEffect(() => api.on('digest', refresh), [api, refresh]);
  const digest = data?.digest ?? null;
  if (!digest) return null;
  const { at, from, title, firing, over } = digest;
  const words = t.alerts.digest;

  return (
    <section className="digest" aria-label={words.label}>
      <div className="digest-words">
        <p className="digest-time">{words.away(f.minutes(from), f.minutes(at), f.rough(at - from))}</p>
        <p className="digest-title">{visibleLine(title)}</p>
        <ul className="digest-list">
          {firing.slice(0, SHOWN).map(({ subject, name, severity, text }) => (
            <li key={subject + text}>
              <SeverityIcon severity={severity} size={13} />
              <Link className="text-link" to={incidentsOfPath(subject)}>
                {visibleLine(name)}
              </Link>
              <span className="ellipsis">{visibleLine(text)}</span>
            </li>
          ))}
        </ul>
        <p className="digest-rest">
          {[firing.length > SHOWN ? words.more(firing.length - SHOWN) : '', over > 0 ? words.over(over) : '']
            .filter(Boolean)
            .join(' ')}
        </p>
      </div>
      <div className="digest-actions">
        <Link className="button is-plain" to="/incidents">
          {words.open}
        </Link>
        <Button look="solid" onClick={() => void run(api.call('dismissDigest', {}), () => null)}>
          {words.dismiss}
        </Button>
      </div>
    </section>
  );
}
