import { useI18n } from '../../i18n/i18n.tsx';
import { timeTicks } from './time-ticks.ts';

/** Room that a label needs. */
const SPACE = 90;

/** Labels of a time axis at round times. */
export function TimeAxis({ from, to, width, y }: { from: number; to: number; width: number; y: number }) {
  const { f } = useI18n();
  const most = Math.max(1, Math.floor(width / SPACE));
  const offset = -new Date(from).getTimezoneOffset() * 60_000;
  return timeTicks(from, to, most, offset).map((at) => {
    const x = ((at - from) / (to - from)) * width;
    const anchor = x < 24 ? 'start' : x > width - 24 ? 'end' : 'middle';
    return (
      <text key={at} className="axis-text" x={x} y={y} textAnchor={anchor}>
        {f.axis(at, to - from)}
      </text>
    );
  });
}
