import { Link } from 'react-router';
import { IconButton } from '../../components/Button.tsx';
import { usePoint } from '../../components/use-point.ts';
import { useI18n } from '../../i18n/i18n.tsx';
import { logsAroundPath } from '../paths.ts';

interface Props {
  at: number;
  sources: readonly string[];
  onClose: () => void;
}

/** What can be done with a point of the chart that was picked. */
export function PickedInstant({ at, sources, onClose }: Props) {
  const { t } = useI18n();
  const time = usePoint(at);
  return (
    <span className="chip picked" role="status">
      <time dateTime={new Date(at).toISOString()}>{time}</time>
      <Link to={logsAroundPath(at, sources)}>{t.logs.aroundInstant}</Link>
      <IconButton icon="close" label={t.logs.forget} onClick={onClose} />
    </span>
  );
}
