import type { Severity } from '../../../shared/domain/severity.ts';
import { nextDay } from '../../lib/last-days.ts';

interface Props {
  /** Local midnight. */
  day: number;
  from: number;
  to: number;
  severity: Severity;
  over: boolean;
}

const WIDTH = 120;
const HEIGHT = 16;
const LEAST = 3;
/** Marks of six, twelve and eighteen o'clock. */
const QUARTERS = [0.25, 0.5, 0.75];

/** When in its day something was; decorative, the times stand beside it. */
export function DayTrack({ day, from, to, severity, over }: Props) {
  const end = nextDay(day);
  const scale = (at: number) => ((Math.min(Math.max(at, day), end) - day) / (end - day)) * WIDTH;
  const width = Math.max(LEAST, scale(to) - scale(from));
  const left = Math.min(scale(from), WIDTH - width);
  return (
    <svg className="day-track" width={WIDTH} height={HEIGHT} aria-hidden="true">
      <rect className="track-ground" y={6} width={WIDTH} height={4} rx={2} />
      {QUARTERS.map((share) => (
        <rect key={share} className="track-mark" x={share * WIDTH} y={5} width={1} height={6} />
      ))}
      <rect
        className={over ? 'track-span is-over' : `track-span is-${severity}`}
        x={left}
        y={4}
        width={width}
        height={8}
        rx={2}
      />
    </svg>
  );
}
