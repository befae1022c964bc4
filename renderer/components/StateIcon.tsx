import { SHAPE_SIZE, STATE_SHAPES, type ShapeName } from '../../shared/domain/state-shapes.ts';
import { useI18n } from '../i18n/i18n.tsx';
import { classNames } from '../lib/class-names.ts';

interface Props {
  shape: ShapeName;
  size?: number;
  /** True where the state stands beside the icon as text. */
  decorative?: boolean;
  /** A change is being confirmed: a second, faint outline. */
  confirming?: boolean;
}

/** A state as shape and colour. */
export function StateIcon({ shape, size = 16, decorative = false, confirming = false }: Props) {
  const { t } = useI18n();
  return (
    <svg
      className={classNames('state-icon', `is-${shape}`, confirming && 'is-confirming')}
      width={size}
      height={size}
      viewBox={`0 0 ${SHAPE_SIZE} ${SHAPE_SIZE}`}
      {...(decorative ? { 'aria-hidden': true } : { role: 'img', 'aria-label': t.states[shape] })}
    >
      {STATE_SHAPES[shape].map((layer) =>
        layer.paint === 'fill' ? (
          <path key={layer.d} d={layer.d} fill="currentColor" fillRule="evenodd" />
        ) : (
          <path
            key={layer.d}
            d={layer.d}
            fill="none"
            stroke="currentColor"
            strokeWidth={layer.width}
            strokeDasharray={layer.dash}
          />
        ),
      )}
    </svg>
  );
}
