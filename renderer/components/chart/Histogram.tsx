import { useId, useMemo, useRef, useState, type KeyboardEvent, type PointerEvent } from 'react';
import type { LogBucket } from '../../../shared/contract/log-schemas.ts';
import type { LogLevel } from '../../../shared/domain/log-level.ts';
import { useI18n } from '../../i18n/i18n.tsx';
import { useElementWidth } from '../../lib/use-element-width.ts';
import { BAR_PARTS, barPath, histogramBars, partCounts, scaleTop } from './histogram-bars.ts';
import { TimeAxis } from './TimeAxis.tsx';

interface Props {
  buckets: readonly LogBucket[];
  bucketMs: number;
  /** Levels below it are left out; null means all. */
  level: LogLevel | null;
  height: number;
  label: string;
  /** An instant to mark. */
  at?: number | null;
  /** A span was chosen; null where choosing is not offered. */
  onSpan: ((from: number, to: number) => void) | null;
}

const GUTTER = 44;

/** Buckets chosen so far: where the choice began and where it stands. */
interface Selection {
  anchor: number;
  head: number;
}

/** Records over time by level. Drag, or Shift and arrows, choose a span; a click or Enter takes one bucket. */
export function Histogram({ buckets, bucketMs, level, height, label, at = null, onSpan }: Props) {
  const { t, f } = useI18n();
  const helpId = useId();
  const host = useRef<HTMLDivElement>(null);
  const width = Math.max(0, useElementWidth(host) - GUTTER);
  const [cursor, setCursor] = useState<number | null>(null);
  const [selection, setSelection] = useState<Selection | null>(null);
  const top = scaleTop(buckets, level);
  const paths = useMemo(() => {
    const bars = histogramBars(buckets, level, { width, height, top });
    return BAR_PARTS.map((part) => ({
      part,
      d: bars
        .flatMap((bar) =>
          bar.parts
            .filter((piece) => piece.part === part)
            .map((piece) => barPath(bar.x, piece.y, bar.width, piece.height)),
        )
        .join(''),
    }));
  }, [buckets, level, width, height, top]);

  const from = buckets[0]?.at ?? 0;
  const to = from + buckets.length * bucketMs;
  const last = buckets.length - 1;
  const xOf = (index: number) => (index / Math.max(1, buckets.length)) * width;

  function indexAt(event: PointerEvent): number {
    const { left } = event.currentTarget.getBoundingClientRect();
    const index = Math.floor(((event.clientX - left - GUTTER) / Math.max(1, width)) * buckets.length);
    return Math.max(0, Math.min(last, index));
  }

  function take({ anchor, head }: Selection): void {
    setSelection(null);
    const [first, end] = [Math.min(anchor, head), Math.max(anchor, head) + 1];
    onSpan?.(from + first * bucketMs, from + end * bucketMs);
  }

  function onKeyDown(event: KeyboardEvent): void {
    const now = selection?.head ?? cursor ?? last;
    const big = event.ctrlKey || event.metaKey ? 10 : 1;
    const next = { ArrowLeft: now - big, ArrowRight: now + big, Home: 0, End: last }[event.key];
    if (next !== undefined) {
      const index = Math.max(0, Math.min(last, next));
      setSelection(event.shiftKey && onSpan ? { anchor: selection?.anchor ?? now, head: index } : null);
      setCursor(index);
    } else if (event.key === 'Escape' && (selection || cursor !== null)) {
      setSelection(null);
      setCursor(null);
    } else if (event.key === 'Enter' && onSpan && (selection || cursor !== null)) {
      take(selection ?? { anchor: cursor ?? last, head: cursor ?? last });
    } else return;
    event.preventDefault();
    event.stopPropagation();
  }

  const under = cursor === null ? undefined : buckets[cursor];
  return (
    <div className="histogram">
      <p id={helpId} className="visually-hidden">
        {onSpan ? t.monitor.chartHelp : t.logs.histogramHelp}
      </p>
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- an application takes keys */}
      <div
        ref={host}
        className={onSpan ? 'histogram-host is-brush' : 'histogram-host'}
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- an application that takes keys must take focus
        tabIndex={0}
        role="application"
        aria-roledescription={t.monitor.chart}
        aria-label={label}
        aria-describedby={helpId}
        onKeyDown={onKeyDown}
        onBlur={() => setSelection(null)}
        onPointerDown={(event) => {
          if (event.button !== 0 || !onSpan) return;
          event.currentTarget.setPointerCapture(event.pointerId);
          const index = indexAt(event);
          setSelection({ anchor: index, head: index });
        }}
        onPointerMove={(event) => {
          const index = indexAt(event);
          setCursor(index);
          if (selection) setSelection({ ...selection, head: index });
        }}
        onPointerUp={() => selection && take(selection)}
        onPointerCancel={() => setSelection(null)}
        onPointerLeave={() => (selection ? undefined : setCursor(null))}
      >
        <svg width={width + GUTTER} height={height + 20} aria-hidden="true">
          <text className="axis-text" x={GUTTER - 8} y={9} textAnchor="end">
            {f.number(top)}
          </text>
          <text className="axis-text" x={GUTTER - 8} y={height} textAnchor="end">
            0
          </text>
          <g transform={`translate(${GUTTER} 0)`}>
            <path className="axis-line" d={`M0 .5H${width}`} />
            <path className="axis-line is-base" d={`M0 ${height + 0.5}H${width}`} />
            {cursor === null ? null : (
              <rect
                className="bar-cursor"
                x={xOf(cursor)}
                width={Math.max(1, xOf(1) - 1)}
                y={0}
                height={height}
              />
            )}
            {paths.map(({ part, d }) => (
              <path key={part} className={`bar is-${part}`} d={d} />
            ))}
            {selection ? (
              <rect
                className="bar-selection"
                x={xOf(Math.min(selection.anchor, selection.head))}
                width={xOf(Math.abs(selection.head - selection.anchor) + 1)}
                y={0}
                height={height}
              />
            ) : null}
            {at === null || at < from || at > to ? null : (
              <g transform={`translate(${Math.round(((at - from) / (to - from)) * width)} 0)`}>
                <path className="instant-line" d={`M.5 0V${height}`} />
                <path className="instant-head" d="M-3.5 0h8l-4 5z" />
              </g>
            )}
            <TimeAxis from={from} to={to} width={width} y={height + 15} />
          </g>
        </svg>
      </div>
      <p className="histogram-figures" aria-live="polite">
        {under ? (
          <>
            <span>{f.span(under.at, under.at + bucketMs)}</span>
            {BAR_PARTS.map((part) => (
              <span key={part} className={`figure-of is-${part}`}>
                {t.logs.parts[part](partCounts(under, level)[part])}
              </span>
            ))}
          </>
        ) : null}
      </p>
    </div>
  );
}
