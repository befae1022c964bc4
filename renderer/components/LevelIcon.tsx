import type { LogLevel } from '../../shared/domain/log-level.ts';
import { useI18n } from '../i18n/i18n.tsx';

/** Each level has a shape of its own in a 16 × 16 square: from a dash over discs to a triangle, an octagon and a square. */
const SHAPES: Record<LogLevel, string> = {
  trace: 'M5 7.25H11V8.75H5Z',
  debug: 'M8 4.5A3.5 3.5 0 1 1 8 11.5A3.5 3.5 0 1 1 8 4.5ZM8 6A2 2 0 1 0 8 10A2 2 0 1 0 8 6Z',
  info: 'M8 5A3 3 0 1 1 8 11A3 3 0 1 1 8 5Z',
  warn: 'M7.2 2.8H8.8L14.4 13.2H1.6Z',
  error:
    'M5.3 1.8H10.7L14.2 5.3V10.7L10.7 14.2H5.3L1.8 10.7V5.3Z' +
    'M5 6.2L6.8 8L5 9.8L6.2 11L8 9.2L9.8 11L11 9.8L9.2 8L11 6.2L9.8 5L8 6.8L6.2 5Z',
  fatal: 'M2 2H14V14H2ZM7.2 4.2V9H8.8V4.2ZM7.2 10.3V11.9H8.8V10.3Z',
};

/** A level as shape and colour. */
export function LevelIcon({
  level,
  size = 14,
  decorative = false,
}: {
  level: LogLevel;
  size?: number;
  /** True where the level stands beside the icon as text. */
  decorative?: boolean;
}) {
  const { t } = useI18n();
  return (
    <svg
      className={`level-icon is-${level}`}
      width={size}
      height={size}
      viewBox="0 0 16 16"
      {...(decorative ? { 'aria-hidden': true } : { role: 'img', 'aria-label': t.logs.levels[level] })}
    >
      <path d={SHAPES[level]} fill="currentColor" fillRule="evenodd" />
    </svg>
  );
}
