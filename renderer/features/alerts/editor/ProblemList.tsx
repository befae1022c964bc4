import type { CallOutput } from '../../../../shared/contract/contract.ts';
import { Icon } from '../../../components/Icon.tsx';
import { useI18n } from '../../../i18n/i18n.tsx';
import { visibleLine } from '../../../lib/visible-text.ts';

interface Props {
  id: string;
  checked: CallOutput<'checkRule'> | null;
  checking: boolean;
  onGo: (line: number, column: number) => void;
}

/** What is wrong with the text, each with the way to its place; or what the rule is true for. */
export function ProblemList({ id, checked, checking, onGo }: Props) {
  const { t } = useI18n();
  const words = t.alerts.editor;
  const problems = (checked?.problems ?? []).toSorted((a, b) => a.line - b.line || a.column - b.column);
  return (
    <div id={id} className="rule-verdict" role="status" aria-busy={checking}>
      {checked === null ? <p className="verdict-line">{words.checking}</p> : null}
      {checked && problems.length === 0 ? (
        <p className="verdict-line is-sound">
          <Icon name="check" />
          <span>{words.trueWhen(visibleLine(checked.condition ?? ''))}</span>
        </p>
      ) : null}
      {problems.length > 0 ? (
        <>
          <p className="verdict-line is-bad">
            <Icon name="warning" /> {words.problems(problems.length)}
          </p>
          <ul>
            {problems.map(({ line, column, path, message }) => (
              <li key={`${line}:${column}${path}${message}`}>
                <button type="button" className="problem-link" onClick={() => onGo(line, column)}>
                  <code>
                    {line}:{column}
                  </code>
                  {path ? <strong>{visibleLine(path)}</strong> : null} <span>{visibleLine(message)}</span>
                </button>
              </li>
            ))}
          </ul>
        </>
      ) : null}
    </div>
  );
}
