import { useMemo } from 'react';
import { Link, useParams, useSearchParams } from 'react-router';
import { EmptyState } from '../../../components/EmptyState.tsx';
import { Skeleton } from '../../../components/Skeleton.tsx';
import { useI18n } from '../../../i18n/i18n.tsx';
import { visibleLine } from '../../../lib/visible-text.ts';
import { useQuery } from '../../../state/use-query.ts';
import { useLogSources } from '../../logs/use-log-sources.ts';
import { builtInText, RULE_FORMS, templateOf } from './rule-templates.ts';
import { RuleEditor } from './RuleEditor.tsx';
import { TemplateList } from './TemplateList.tsx';
import { useChangedText } from './use-changed-text.ts';

const EVERYTHING = {};
/** The name of a log source where there is none yet. */
const SOME_SOURCE = 'app-logs';
/** They run beside own rules too. */
const ALWAYS: readonly string[] = ['flapping', 'offline'];

/** A rule to write or to change. */
export function RuleEditorPage() {
  const { id } = useParams();
  return id === undefined ? <NewRule /> : <KnownRule key={id} id={id} />;
}

function NewRule() {
  const { t } = useI18n();
  const [query] = useSearchParams();
  const sources = useLogSources();
  const ending = useEndingRules();
  const form = RULE_FORMS.find((name) => name === query.get('form'));
  const words = t.alerts.editor;
  return (
    <div className="editor-page">
      <EditorHead
        title={form ? t.alerts.forms[form].name : words.newTitle}
        text={form ? t.alerts.forms[form].text : words.newText}
      />
      {sources === null || ending === null ? <Skeleton height={320} /> : null}
      {sources && ending && !form ? <TemplateList source={sources[0]?.id ?? SOME_SOURCE} /> : null}
      {sources && ending && form ? (
        <RuleEditor
          key={form}
          initial={templateOf(form, sources[0]?.id ?? SOME_SOURCE)}
          saved={null}
          savedId={null}
          ending={ending}
        />
      ) : null}
    </div>
  );
}

function KnownRule({ id }: { id: string }) {
  const { t } = useI18n();
  const [query] = useSearchParams();
  const ending = useEndingRules();
  const input = useMemo(() => ({ id }), [id]);
  const { data, error } = useQuery('ruleText', input);
  const written = data?.text ?? null;
  const begun = written ?? (data ? builtInText(id) : null);
  const initial = useChangedText(begun, query.get('set'), query.get('to'));
  const words = t.alerts.editor;
  const shown = visibleLine(id);
  if (data === null && error === null) {
    return (
      <div className="editor-page" aria-busy="true">
        <EditorHead title={shown} text={words.changeText} />
        <Skeleton height={320} />
      </div>
    );
  }
  if (begun === null) {
    return (
      <div className="page-centre">
        <h1 className="visually-hidden">{shown}</h1>
        <EmptyState icon="bell" title={words.noText(shown)} text={error ?? words.noTextText}>
          <Link className="button is-plain" to="/alerts">
            {words.toRules}
          </Link>
        </EmptyState>
      </div>
    );
  }
  return (
    <div className="editor-page">
      <EditorHead title={shown} text={written === null ? words.builtInText : words.changeText} />
      {initial === null || ending === null ? (
        <Skeleton height={320} />
      ) : (
        <RuleEditor
          key={initial}
          initial={initial}
          saved={written}
          savedId={written === null ? null : id}
          ending={ending}
        />
      )}
    </div>
  );
}

function EditorHead({ title, text }: { title: string; text: string }) {
  const { t } = useI18n();
  return (
    <header className="editor-head">
      <p className="crumbs">
        <Link to="/alerts">{t.pages.alerts}</Link>
      </p>
      <h1 className="page-title">{title}</h1>
      <p className="form-help">{text}</p>
    </header>
  );
}

/** Built-in rules that run only while the configuration has none; null until that is known. */
function useEndingRules(): readonly string[] | null {
  const { data, error } = useQuery('alerts', EVERYTHING);
  return useMemo(() => {
    if (data === null) return error === null ? null : [];
    const own = data.rules.some(({ builtIn }) => !builtIn);
    return own ? [] : data.rules.map(({ id }) => id).filter((id) => !ALWAYS.includes(id));
  }, [data, error]);
}
