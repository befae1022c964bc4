import { useMemo } from 'react';
import { useSearchParams } from 'react-router';
import { EmptyState } from '../../../components/EmptyState.tsx';
import { Panel } from '../../../components/Panel.tsx';
import { Skeleton } from '../../../components/Skeleton.tsx';
import { useI18n } from '../../../i18n/i18n.tsx';
import { visibleLine } from '../../../lib/visible-text.ts';
import { useAlertQuery } from '../../../state/use-alert-query.ts';
import { rulePath } from '../../paths.ts';
import { Link } from 'react-router';
import { useSubjectName } from '../use-subjects.ts';
import { LedgerTable } from './LedgerTable.tsx';
import { SubjectPicker } from './SubjectPicker.tsx';
import { SuggestedSubjects } from './SuggestedSubjects.tsx';

/** Why there was a popup about a subject, or none: a sentence a rule, then every decision. */
export function WhyTab() {
  const { t } = useI18n();
  const [query, setQuery] = useSearchParams();
  const subject = query.get('subject') || null;
  const choose = (id: string) => setQuery({ subject: id });
  return (
    <div className="tab-body">
      <SubjectPicker chosen={subject} onChoose={choose} />
      {subject === null ? (
        <section className="panel">
          <EmptyState icon="help" title={t.alerts.why.choose} text={t.alerts.why.chooseText}>
            <SuggestedSubjects onChoose={choose} />
          </EmptyState>
        </section>
      ) : (
        <WhyOf key={subject} subject={subject} />
      )}
    </div>
  );
}

function WhyOf({ subject }: { subject: string }) {
  const { t } = useI18n();
  const nameOf = useSubjectName();
  const words = t.alerts.why;
  const input = useMemo(() => ({ subject }), [subject]);
  const { data, error } = useAlertQuery('why', input);
  const name = visibleLine(nameOf(subject));
  if (data === null && error === null) return <Skeleton height={280} />;
  if (!data?.known) {
    return (
      <section className="panel">
        <EmptyState
          icon="search"
          title={words.unknown(visibleLine(subject))}
          text={error ?? words.unknownText}
        />
      </section>
    );
  }
  return (
    <>
      <Panel flush title={words.answer(name)}>
        {data.lines.length === 0 ? (
          <EmptyState small icon="check" title={words.noRule} text={words.noRuleText} />
        ) : (
          <ul className="why-lines">
            {data.lines.map(({ rule, text }) => (
              <li key={rule + text} className="why-line">
                <Link className="rule-chip" to={rulePath(rule)}>
                  {visibleLine(rule)}
                </Link>
                <p>{visibleLine(text)}</p>
              </li>
            ))}
          </ul>
        )}
      </Panel>
      <LedgerTable subject={subject} first={data.rows} />
    </>
  );
}
