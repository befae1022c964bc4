import type { ShapeName } from '../../shared/domain/state-shapes.ts';
import { useI18n } from '../i18n/i18n.tsx';
import { StateIcon } from './StateIcon.tsx';

interface Props {
  shape: ShapeName;
  count: number;
  pressed: boolean;
  onToggle: () => void;
}

/** A state with its count that can be switched on as a filter. */
export function Pill({ shape, count, pressed, onToggle }: Props) {
  const { t, f } = useI18n();
  return (
    <button type="button" className={`pill is-${shape}`} aria-pressed={pressed} onClick={onToggle}>
      <StateIcon shape={shape} size={12} decorative />
      <span className="pill-count">{f.number(count)}</span>
      <span className="pill-word">{t.states[shape]}</span>
    </button>
  );
}
