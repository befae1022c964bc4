import { Fragment, useId, type KeyboardEvent, type RefObject } from 'react';
import type { CallOutput } from '../../../../shared/contract/contract.ts';
import { useI18n } from '../../../i18n/i18n.tsx';
import { classNames } from '../../../lib/class-names.ts';
import { indentAt } from './rule-text.ts';
import { paintLine } from './yaml-paint.ts';

interface Props {
  text: string;
  problems: CallOutput<'checkRule'>['problems'];
  /** Id of the element that lists the problems. */
  describedBy: string;
  field: RefObject<HTMLTextAreaElement | null>;
  onChange: (text: string) => void;
}

/** The text of a rule with numbered lines, colours, and problems marked at their place. */
export function RuleTextArea({ text, problems, describedBy, field, onChange }: Props) {
  const { t } = useI18n();
  const id = useId();
  const lines = text.split('\n');
  const problemOf = (line: number) => problems.find((problem) => problem.line === line);

  /** A new line begins as deep as the one before it; undo takes it back as one step. */
  function onKeyDown(event: KeyboardEvent<HTMLTextAreaElement>): void {
    if (event.key !== 'Enter' || event.ctrlKey || event.metaKey || event.nativeEvent.isComposing) return;
    const indent = indentAt(text, event.currentTarget.selectionStart);
    if (indent === '') return;
    event.preventDefault();
    // oxlint-disable-next-line typescript/no-deprecated -- the only way to write into a field that its undo knows of
    document.execCommand('insertText', false, `\n${indent}`);
  }

  return (
    <div className="code-editor">
      <div className="code-gutter" aria-hidden="true">
        {lines.map((_, index) => (
          <span key={`${index}`} className={classNames('code-number', problemOf(index + 1) && 'is-bad')}>
            {index + 1}
          </span>
        ))}
      </div>
      <div className="code-scroll">
        <pre className="code-paint" aria-hidden="true">
          {lines.map((line, index) => {
            const problem = problemOf(index + 1);
            return (
              <Fragment key={`${index}`}>
                {paintLine(line, problem ? problem.column - 1 : null).map((piece, at) => (
                  <span key={`${at}`} className={classNames(`paint-${piece.kind}`, piece.bad && 'is-bad')}>
                    {piece.text}
                  </span>
                ))}
                {'\n'}
              </Fragment>
            );
          })}
        </pre>
        <label className="visually-hidden" htmlFor={id}>
          {t.alerts.editor.text}
        </label>
        <textarea
          id={id}
          ref={field}
          className="code-input"
          wrap="off"
          rows={lines.length}
          maxLength={20_000}
          spellCheck={false}
          autoComplete="off"
          autoCapitalize="off"
          value={text}
          aria-invalid={problems.length > 0}
          aria-describedby={describedBy}
          onChange={(event) => onChange(event.target.value)}
          onKeyDown={onKeyDown}
        />
      </div>
    </div>
  );
}
