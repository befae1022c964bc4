import { Button } from '../../../components/Button.tsx';
import { Icon } from '../../../components/Icon.tsx';
import { Panel } from '../../../components/Panel.tsx';
import { useI18n } from '../../../i18n/i18n.tsx';
import { visibleLine } from '../../../lib/visible-text.ts';
import { useAlertCommands } from '../../../state/alert-commands.ts';
import { useAlertQuery } from '../../../state/use-alert-query.ts';
import { useSubjectName } from '../use-subjects.ts';

const EVERYTHING = {};

/** Monitors that fail together: one may depend on the other, and would then be held behind it. */
export function DependencySuggestions() {
  const { t } = useI18n();
  const commands = useAlertCommands();
  const nameOf = useSubjectName();
  const { data } = useAlertQuery('dependencySuggestions', EVERYTHING);
  const words = t.alerts.dependencies;
  if (!data || data.suggestions.length === 0) return null;
  return (
    <Panel title={words.title}>
      <p className="form-help">{words.help}</p>
      <ul className="suggestions">
        {data.suggestions.map(({ child, parent, together, of }) => {
          const names = { child: visibleLine(nameOf(child)), parent: visibleLine(nameOf(parent)) };
          return (
            <li key={`${child} ${parent}`} className="suggestion">
              <Icon name="link" />
              <p>{words.ask(names.child, names.parent, together, of)}</p>
              <Button
                icon="check"
                aria-label={words.addOf(names.child, names.parent)}
                onClick={() => commands.addDependency(child, parent)}
              >
                {words.add}
              </Button>
            </li>
          );
        })}
      </ul>
    </Panel>
  );
}
