import { useRef } from 'react';
import { Link } from 'react-router';
import { EmptyState } from '../../../components/EmptyState.tsx';
import { Icon } from '../../../components/Icon.tsx';
import { Panel } from '../../../components/Panel.tsx';
import { useI18n } from '../../../i18n/i18n.tsx';
import { useListKeys } from '../../../lib/use-list-keys.ts';
import { useAlertQuery } from '../../../state/use-alert-query.ts';
import { NEW_RULE_PATH } from '../../paths.ts';
import { Answer } from '../Answer.tsx';
import { DependencySuggestions } from './DependencySuggestions.tsx';
import { RuleRow } from './RuleRow.tsx';

const EVERYTHING = {};

/** Every rule with what it does at present. */
export function RulesTab() {
  const { t } = useI18n();
  const alerts = useAlertQuery('alerts', EVERYTHING);
  const list = useRef<HTMLUListElement>(null);
  useListKeys(list);
  const words = t.alerts.rules;
  const onlyBuiltIn = alerts.data?.rules.every(({ builtIn }) => builtIn) ?? false;
  return (
    <div className="tab-body">
      <Answer query={alerts} height={420}>
        {({ rules }) => (
          <Panel
            flush
            className="rule-panel"
            title={words.title(rules.length)}
            aside={
              <Link className="button is-plain is-small" to={NEW_RULE_PATH}>
                <Icon name="plus" /> {words.add}
              </Link>
            }
          >
            {onlyBuiltIn && rules.length > 0 ? <p className="panel-note">{words.builtInNote}</p> : null}
            {rules.length === 0 ? (
              <EmptyState icon="bell" title={words.none} text={words.noneText} />
            ) : (
              <>
                <div className="rule-columns" aria-hidden="true">
                  <span />
                  <span>{words.columns.rule}</span>
                  <span>{words.columns.state}</span>
                  <span className="is-number">{words.columns.popups}</span>
                  <span className="rule-place">{words.columns.place}</span>
                </div>
                <ul ref={list}>
                  {rules.map((rule) => (
                    <RuleRow key={rule.id} rule={rule} />
                  ))}
                </ul>
              </>
            )}
          </Panel>
        )}
      </Answer>
      <DependencySuggestions />
    </div>
  );
}
