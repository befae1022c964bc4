import { useMemo } from 'react';
import { Button } from '../../../components/Button.tsx';
import { useI18n } from '../../../i18n/i18n.tsx';
import { visibleLine } from '../../../lib/visible-text.ts';
import { useAlertQuery } from '../../../state/use-alert-query.ts';

const MOST = 4;
const EVERYTHING = {};

/** Subjects that one may want to ask about: those of alerts that fire. */
export function SuggestedSubjects({ onChoose }: { onChoose: (subject: string) => void }) {
  const { t } = useI18n();
  const { data } = useAlertQuery('alerts', EVERYTHING);
  const firing = useMemo(() => {
    const told = (data?.alerts ?? []).filter(({ phase }) => phase === 'firing');
    return [...new Map(told.map(({ subject, name }) => [subject, name]))].slice(0, MOST);
  }, [data]);
  return (
    <div className="empty-choices" role="group" aria-label={t.alerts.why.suggested}>
      {firing.map(([subject, name]) => (
        <Button key={subject} onClick={() => onChoose(subject)}>
          <span className="ellipsis">{visibleLine(name)}</span>
        </Button>
      ))}
    </div>
  );
}
