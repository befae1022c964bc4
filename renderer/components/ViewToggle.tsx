import { useI18n } from '../i18n/i18n.tsx';
import { IconButton } from './Button.tsx';

/** Switches a chart to its table and back. */
export function ViewToggle({ table, onToggle }: { table: boolean; onToggle: () => void }) {
  const { t } = useI18n();
  return (
    <IconButton
      icon={table ? 'chart' : 'table'}
      label={table ? t.monitor.chart : t.monitor.table}
      aria-pressed={table}
      onClick={onToggle}
    />
  );
}
