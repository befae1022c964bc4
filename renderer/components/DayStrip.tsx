import { useRef, useState, type KeyboardEvent } from 'react';
import { SEVERITIES, type Severity } from '../../shared/domain/severity.ts';
import { useI18n } from '../i18n/i18n.tsx';
import { classNames } from '../lib/class-names.ts';

/** What happened on one local day. */
export interface StripDay {
  /** Local midnight. */
  day: number;
  counts: Record<Severity, number>;
  /** What it rests on is a summary. */
  approximate?: boolean;
}

interface Props {
  days: readonly StripDay[];
  label: string;
  /** What a day holds, in words. */
  words: (count: number) => string;
  chosen: number | null;
  onChoose: (day: number | null) => void;
}

const HEIGHT = 44;
const LEAST = 5;
/** The full height stands for at least this many, so that a single one does not look like many. */
const LOWEST_TOP = 4;
const WORST_FIRST = SEVERITIES.toReversed();

/** Days as bars that can be chosen: one stop of the Tab key, arrows move along. */
export function DayStrip({ days, label, words, chosen, onChoose }: Props) {
  const { t, f } = useI18n();
  const list = useRef<HTMLDivElement>(null);
  const [stop, setStop] = useState<number | null>(null);
  const top = Math.max(LOWEST_TOP, ...days.map(({ counts }) => sumOf(counts)));
  const current = stop ?? days.findIndex(({ day }) => day === chosen);
  const reachable = current >= 0 && current < days.length ? current : days.length - 1;

  function onKeyDown(event: KeyboardEvent): void {
    const moves: Record<string, number> = {
      ArrowLeft: reachable - 1,
      ArrowRight: reachable + 1,
      Home: 0,
      End: days.length - 1,
    };
    const next = moves[event.key];
    if (next === undefined) return;
    event.preventDefault();
    const bounded = Math.max(0, Math.min(days.length - 1, next));
    setStop(bounded);
    list.current?.querySelectorAll<HTMLElement>('button')[bounded]?.focus();
  }

  const middle = days[Math.floor(days.length / 2)]?.day;
  return (
    <div className="day-strip">
      {/* oxlint-disable-next-line jsx-a11y/interactive-supports-focus -- the buttons in it take the focus */}
      <div className="day-bars" role="toolbar" aria-label={label} ref={list} onKeyDown={onKeyDown}>
        {days.map(({ day, counts, approximate }, index) => {
          const total = sumOf(counts);
          const parts = WORST_FIRST.filter((severity) => counts[severity] > 0).map(
            (severity) => `${f.number(counts[severity])} ${t.alerts.severities[severity]}`,
          );
          const text = [`${f.weekday(day)}: ${words(total)}`, ...parts].join(' · ');
          return (
            <button
              key={day}
              type="button"
              className={classNames('day-bar', approximate && 'is-approximate')}
              tabIndex={index === reachable ? 0 : -1}
              aria-label={text}
              aria-pressed={day === chosen}
              data-tip={text}
              onFocus={() => setStop(index)}
              onClick={() => onChoose(day === chosen ? null : day)}
            >
              {WORST_FIRST.map((severity) =>
                counts[severity] > 0 ? (
                  <span
                    key={severity}
                    className={`day-part is-${severity}`}
                    style={{ height: Math.max(LEAST, (counts[severity] / top) * HEIGHT) }}
                  />
                ) : null,
              )}
              {total === 0 ? <span className="day-nothing" /> : null}
            </button>
          );
        })}
      </div>
      <p className="day-axis" aria-hidden="true">
        {[days[0]?.day, middle, days.at(-1)?.day].map((day, index) => (
          <span key={`${index}`}>{day === undefined ? '' : f.day(day)}</span>
        ))}
      </p>
    </div>
  );
}

function sumOf(counts: Record<Severity, number>): number {
  return SEVERITIES.reduce((sum, severity) => sum + counts[severity], 0);
}
