import { Link } from 'react-router';
import { useI18n } from '../../../i18n/i18n.tsx';
import { NEW_RULE_PATH } from '../../paths.ts';
import { conditionOf, RULE_FORMS } from './rule-templates.ts';

/** What a rule can be about; each form is a rule to begin with. */
export function TemplateList({ source }: { source: string }) {
  const { t } = useI18n();
  return (
    <ul className="templates">
      {RULE_FORMS.map((form) => (
        <li key={form}>
          <Link className="template" to={`${NEW_RULE_PATH}?form=${form}`}>
            <strong>{t.alerts.forms[form].name}</strong>
            <span>{t.alerts.forms[form].text}</span>
            <code className="ellipsis">{conditionOf(form, source)}</code>
          </Link>
        </li>
      ))}
    </ul>
  );
}
