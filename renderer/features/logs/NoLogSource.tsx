import { EmptyState } from '../../components/EmptyState.tsx';
import { useI18n } from '../../i18n/i18n.tsx';
import { LogDirectoryForm } from './LogDirectoryForm.tsx';

/** No log source is configured: what one is, and the form that adds the first. */
export function NoLogSource() {
  const { t } = useI18n();
  return (
    <EmptyState icon="folder" title={t.logs.noSource} text={t.logs.noSourceText}>
      <div className="no-source-form">
        <LogDirectoryForm onDone={() => undefined} />
      </div>
    </EmptyState>
  );
}
