import { useEffect, useLayoutEffect, useMemo, useRef, type RefObject } from 'react';
import uPlot from 'uplot';
import type { Trend } from '../../../shared/contract/schemas.ts';
import { useI18n } from '../../i18n/i18n.tsx';
import { spanLabel } from '../../lib/span-label.ts';
import { chartColumns, scaleTop } from './chart-data.ts';
import { chartOptions, type ChartHooks } from './chart-options.ts';
import { readPalette, useThemeName } from './palette.ts';

interface Shape {
  width: number;
  height: number;
  gutter: number;
}

/** Draws a trend into `host` and keeps the drawing up to date; returns the live chart. */
export function useChart(
  host: RefObject<HTMLElement | null>,
  trend: Trend,
  { width, height, gutter }: Shape,
  hooks: ChartHooks,
): RefObject<uPlot | null> {
  const i18n = useI18n();
  const theme = useThemeName();
  const chart = useRef<uPlot | null>(null);
  const latest = useRef(hooks);
  useLayoutEffect(() => {
    latest.current = hooks;
  });
  const columns = useMemo(() => chartColumns(trend.points), [trend]);

  useEffect(() => {
    const element = host.current;
    if (!element || width === 0) return;
    const { from, to, points, states, marks } = trend;
    const made = new uPlot(
      chartOptions(
        { width, height, gutter, from, to, top: scaleTop(points) },
        points,
        { states, marks, spanLabel: (span) => spanLabel(span, i18n.t) },
        readPalette(),
        i18n.f,
        {
          onCursor: (index) => latest.current.onCursor(index),
          onSpan: (start, end) => latest.current.onSpan(start, end),
        },
      ),
      columns,
      element,
    );
    chart.current = made;
    return () => {
      chart.current = null;
      made.destroy();
    };
    // The palette is read from the document, which changes with the theme.
    // oxlint-disable-next-line react/exhaustive-effect-dependencies
  }, [host, trend, columns, width, height, gutter, i18n, theme]);

  return chart;
}
