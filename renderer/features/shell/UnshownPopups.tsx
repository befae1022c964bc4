import { useEffect, useState } from 'react';
import { Link } from 'react-router';
import type { NotificationRecord } from '../../../shared/contract/schemas.ts';
import { IconButton } from '../../components/Button.tsx';
import { SeverityIcon } from '../../components/SeverityIcon.tsx';
import { useI18n } from '../../i18n/i18n.tsx';
import { visibleLine, visibleText } from '../../lib/visible-text.ts';
import { useApi } from '../../state/services.tsx';
import { incidentsOfPath } from '../paths.ts';

const MOST = 3;

/** What a popup would have said that could not be shown; stays until it is put away. */
export function UnshownPopups() {
  const { t } = useI18n();
  const api = useApi();
  const [cards, setCards] = useState<readonly { key: number; record: NotificationRecord }[]>([]);
  useEffect(() => {
    let next = 1;
    return api.on('notification', (record) => {
      if (record.outcome !== 'failed') return;
      const key = next;
      next += 1;
      setCards((known) => [...known, { key, record }].slice(-MOST));
    });
  }, [api]);
  return (
    <div className="unshown" role="status" aria-live="polite">
      {cards.map(({ key, record: { severity, title, body, channel, detail, subjects } }) => {
        const [subject] = subjects;
        return (
          <section key={key} className={`unshown-card is-${severity}`} aria-label={visibleLine(title)}>
            <SeverityIcon severity={severity} />
            <div className="unshown-words">
              <p className="unshown-title">
                {subject === undefined ? (
                  visibleLine(title)
                ) : (
                  <Link className="text-link" to={incidentsOfPath(subject)}>
                    {visibleLine(title)}
                  </Link>
                )}
              </p>
              <p className="unshown-body">{visibleText(body)}</p>
              <p className="unshown-why">
                {visibleLine(channel)}: {t.activity.failed}. {visibleLine(detail)}
              </p>
            </div>
            <IconButton
              icon="close"
              label={t.common.close}
              onClick={() => setCards((known) => known.filter((card) => card.key !== key))}
            />
          </section>
        );
      })}
    </div>
  );
}
