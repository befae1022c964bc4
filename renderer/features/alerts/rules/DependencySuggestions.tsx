import { Button } from '../../../components/Button.tsx';
import { Icon } from '../../../components/Icon.tsx';
import { Panel } from '../../../components/Panel.tsx';
import { useI18n } from '../../../i18n/i18n.tsx';
import { visibleLine } from '../../../lib/visible-text.ts';
import { useAlertCommands } from '../../../state/alert-commands.ts';
import { usePreferences, useServices } from '../../../state/services.tsx';
import { useQuery } from '../../../state/use-query.ts';
import { useSubjectName } from '../use-subjects.ts';

const EVERYTHING = {};
/** Suggestions rest on 30 days: by then there is nothing left of what was put off. */
const ASKED_AGAIN_MS = 30 * 86_400_000;

/** Monitors that fail together: one may depend on the other, and would then be held behind it. */
export function DependencySuggestions() {
  const { t } = useI18n();
  const commands = useAlertCommands();
  const { ticker, toasts } = useServices();
  const [{ putOff }, change] = usePreferences();
  const nameOf = useSubjectName();
  // The whole past is compared for an answer, so it is asked for once a visit and not at each alert.
  const { data, refresh } = useQuery('dependencySuggestions', EVERYTHING);
  const words = t.alerts.dependencies;
  const now = ticker.now();
  const isOpen = (key: string) => now - (putOff[key] ?? 0) >= ASKED_AGAIN_MS;
  const open = data?.suggestions.filter(({ child, parent }) => isOpen(keyOf(child, parent))) ?? [];

  async function add(child: string, parent: string) {
    if (await commands.addDependency(child, parent)) refresh();
  }

  function notNow(child: string, parent: string) {
    const kept = Object.entries(putOff).filter(([key]) => !isOpen(key));
    change({ putOff: { ...Object.fromEntries(kept), [keyOf(child, parent)]: now } });
    toasts.show('info', words.putOff, { label: t.alerts.undo, run: () => change({ putOff }) });
  }

  if (open.length === 0) return null;
  return (
    <Panel title={words.title}>
      <p className="form-help">{words.help}</p>
      <ul className="suggestions">
        {open.map(({ child, parent, together, of }) => {
          const names = { child: visibleLine(nameOf(child)), parent: visibleLine(nameOf(parent)) };
          return (
            <li key={keyOf(child, parent)} className="suggestion">
              <Icon name="link" />
              <p>{words.ask(names.child, names.parent, together, of)}</p>
              <div className="suggestion-answers">
                <Button
                  icon="check"
                  aria-label={words.addOf(names.child, names.parent)}
                  onClick={() => void add(child, parent)}
                >
                  {words.add}
                </Button>
                <Button
                  look="quiet"
                  aria-label={words.notNowOf(names.child, names.parent)}
                  onClick={() => notNow(child, parent)}
                >
                  {words.notNow}
                </Button>
              </div>
            </li>
          );
        })}
      </ul>
    </Panel>
  );
}

const keyOf = (child: string, parent: string) => `${child} ${parent}`;
