import type { Severity } from '../../shared/domain/severity.ts';
import { STATE_SHAPES } from '../../shared/domain/state-shapes.ts';
import { useI18n } from '../i18n/i18n.tsx';
import { classNames } from '../lib/class-names.ts';

/** The shapes of the states that such alerts speak of; information is a ring with an i. */
const SHAPES: Record<Severity, string> = {
  critical: STATE_SHAPES.unhealthy.map(({ d }) => d).join(''),
  warning: STATE_SHAPES.degraded.map(({ d }) => d).join(''),
  info: 'M8 2A6 6 0 1 1 8 14A6 6 0 1 1 8 2ZM7.25 4.75H8.75V6.25H7.25ZM7.25 7.25H8.75V11.25H7.25Z',
};

interface Props {
  severity: Severity;
  size?: number;
  /** True where the severity stands beside the icon as text. */
  decorative?: boolean;
  /** What it marks is over. */
  over?: boolean;
}

/** A severity as shape and colour; grey where it is over. */
export function SeverityIcon({ severity, size = 16, decorative = false, over = false }: Props) {
  const { t } = useI18n();
  return (
    <svg
      className={classNames('severity-icon', `is-${severity}`, over && 'is-over')}
      width={size}
      height={size}
      viewBox="0 0 16 16"
      {...(decorative
        ? { 'aria-hidden': true }
        : { role: 'img', 'aria-label': t.alerts.severities[severity] })}
    >
      <path d={SHAPES[severity]} fill="currentColor" fillRule="evenodd" />
    </svg>
  );
}
