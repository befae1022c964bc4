import { Link } from 'react-router';
import type { AlertRuleView } from '../../../../shared/contract/alert-schemas.ts';
import { SeverityIcon } from '../../../components/SeverityIcon.tsx';
import { useI18n } from '../../../i18n/i18n.tsx';
import { visibleLine } from '../../../lib/visible-text.ts';
import { rulePath } from '../../paths.ts';

/** One rule: what it is true for, how many it fires for, what it cost lately, where it is written. */
export function RuleRow({ rule }: { rule: AlertRuleView }) {
  const { t, f } = useI18n();
  const words = t.alerts.rules;
  const {
    id,
    severity,
    condition,
    builtIn,
    forMs,
    keepFiringForMs,
    subjects,
    firing,
    pending,
    popups7d,
    place,
  } = rule;
  const timing = [
    forMs > 0 ? words.lasting(f.exact(forMs)) : '',
    keepFiringForMs > 0 ? words.keeping(f.exact(keepFiringForMs)) : '',
  ].filter(Boolean);
  return (
    <li className="rule-row">
      <SeverityIcon severity={severity} size={15} over={firing === 0} />
      <div className="incident-words">
        <p className="incident-title">
          <Link className="group-link" to={rulePath(id)} data-row={id}>
            {visibleLine(id)}
          </Link>
          <span className="rule-severity">{t.alerts.severities[severity]}</span>
        </p>
        <p className="incident-summary ellipsis" title={visibleLine([condition, ...timing].join(', '))}>
          {visibleLine([condition, ...timing].join(', '))}
        </p>
      </div>
      <p className="rule-state">
        {firing > 0 ? <strong className={`rule-firing is-${severity}`}>{words.firing(firing)}</strong> : null}
        {pending > 0 ? <span className="rule-pending">{words.pending(pending)}</span> : null}
        {firing + pending === 0 ? <span className="rule-quiet">{words.quiet}</span> : null}
        <span className="rule-subjects">{words.watches(subjects)}</span>
      </p>
      <p className="rule-popups figure">
        {popups7d === 0 ? <span className="rule-quiet">{t.common.noValue}</span> : f.number(popups7d)}
      </p>
      <p className="rule-place" title={place ? `${place.file}:${place.line}` : undefined}>
        {builtIn ? (
          <span className="badge">{words.builtIn}</span>
        ) : place ? (
          <code>
            {place.file.split(/[\\/]/).at(-1)}:{place.line}
          </code>
        ) : null}
      </p>
    </li>
  );
}
