import { useId, useRef, useState } from 'react';
import { useNavigate } from 'react-router';
import { Button } from '../../../components/Button.tsx';
import { ConfirmDialog } from '../../../components/ConfirmDialog.tsx';
import { Icon } from '../../../components/Icon.tsx';
import { useI18n } from '../../../i18n/i18n.tsx';
import { visibleLine } from '../../../lib/visible-text.ts';
import { useServices } from '../../../state/services.tsx';
import { useRun } from '../../../state/use-run.ts';
import { ProblemList } from './ProblemList.tsx';
import { ReplayPanel } from './ReplayPanel.tsx';
import { replaySentence } from './replay-sentence.ts';
import { offsetOf, severityOf } from './rule-text.ts';
import { RuleTextArea } from './RuleTextArea.tsx';
import { useRuleCheck } from './use-rule-check.ts';

interface Props {
  /** What the editor begins with. */
  initial: string;
  /** The rule as it stands in the configuration; null for one that is not there yet. */
  saved: string | null;
  /** Its id there. */
  savedId: string | null;
  /** Built-in rules that end with the first own rule. */
  ending: readonly string[];
}

/** A rule as text, checked and replayed while it is written. */
export function RuleEditor({ initial, saved, savedId, ending }: Props) {
  const { t, f } = useI18n();
  const { api, ticker } = useServices();
  const run = useRun();
  const navigate = useNavigate();
  const verdict = useId();
  const field = useRef<HTMLTextAreaElement>(null);
  const [text, setText] = useState(initial);
  const [asking, setAsking] = useState<'save' | 'remove' | null>(null);
  const check = useRuleCheck(text, saved);
  const { checked, checking, replay, error } = check;
  const problems = checked?.problems ?? [];
  const words = t.alerts.editor;
  const ready = !checking && checked !== null && problems.length === 0;
  const changed = text.trim() !== (saved ?? '').trim();
  const id = checked?.id ?? savedId ?? '';
  const said = replay?.tried
    ? replaySentence(replay.alerts, null, ticker.now(), t.alerts.replay.sentence, f.rough)
    : null;

  function go(line: number, column: number): void {
    const at = offsetOf(text, line, column);
    field.current?.focus();
    field.current?.setSelectionRange(at, at);
  }

  async function save(): Promise<void> {
    const answer = await run(api.call('saveRule', { text }), ({ file, problems: found }) =>
      found.length === 0 ? { text: words.saved(file) } : null,
    );
    if (!answer) return;
    const [first] = answer.problems;
    if (first) go(first.line, first.column);
    else void navigate('/alerts');
  }

  async function remove(): Promise<void> {
    if (savedId === null) return;
    const answer = await run(api.call('removeRule', { id: savedId }), ({ file }) => ({
      text: words.removed(file),
    }));
    if (answer) void navigate('/alerts');
  }

  return (
    <div className="editor-columns">
      <section className="panel editor-panel" aria-label={words.text}>
        <RuleTextArea
          text={text}
          problems={problems}
          describedBy={verdict}
          field={field}
          onChange={setText}
        />
        <ProblemList id={verdict} checked={checked} checking={checking} onGo={go} />
        {error === null ? null : (
          <p className="field-problem editor-error" role="alert">
            {error}
          </p>
        )}
        <div className="editor-foot">
          {savedId === null ? null : (
            <Button look="quiet" icon="trash" onClick={() => setAsking('remove')}>
              {words.remove}
            </Button>
          )}
          <span className="editor-space" />
          {changed && saved !== null ? <Button onClick={() => setText(saved)}>{words.revert}</Button> : null}
          <Button look="solid" icon="check" disabled={!ready || !changed} onClick={() => setAsking('save')}>
            {words.save}
          </Button>
        </div>
      </section>
      <ReplayPanel check={check} severity={severityOf(text)} stale={problems.length > 0} />
      {asking === 'save' ? (
        <ConfirmDialog
          title={words.saveTitle(visibleLine(id))}
          does={words.save}
          icon="check"
          onConfirm={() => void save()}
          onClose={() => setAsking(null)}
        >
          <p>{words.saveText}</p>
          {savedId !== null && id !== savedId ? (
            <p>{words.renamed(visibleLine(savedId), visibleLine(id))}</p>
          ) : null}
          {said ? (
            <p className="form-help">
              {words.inThirtyDays} {said.lead} {said.rest}
            </p>
          ) : null}
          {ending.length > 0 ? (
            <p className="form-warning">
              <Icon name="warning" /> <span>{words.ending(ending)}</span>
            </p>
          ) : null}
        </ConfirmDialog>
      ) : null}
      {asking === 'remove' && savedId !== null ? (
        <ConfirmDialog
          title={words.removeTitle(visibleLine(savedId))}
          does={words.remove}
          icon="trash"
          onConfirm={() => void remove()}
          onClose={() => setAsking(null)}
        >
          <p>{words.removeText}</p>
        </ConfirmDialog>
      ) : null}
    </div>
  );
}
