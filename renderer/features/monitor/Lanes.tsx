import { useState, type ReactNode } from 'react';
import type { Trend } from '../../../shared/contract/schemas.ts';
import { RIGHT_PAD } from '../../components/chart/chart-options.ts';
import { useI18n } from '../../i18n/i18n.tsx';
import { useStore, type Store } from '../../lib/store.ts';
import { Lane } from './Lane.tsx';

interface Props {
  trend: Trend;
  gutter: number;
  /** The time under the chart's cursor. */
  cursor: Store<number | null>;
  /** Above the states, on the same axis. */
  children?: ReactNode;
}

/** State and components over time, under the chart and on its time axis. */
export function Lanes({ trend, gutter, cursor, children }: Props) {
  const { t } = useI18n();
  const [all, setAll] = useState(false);
  const eventful = trend.components.filter(({ spans }) =>
    spans.some(({ state }) => state === 'unhealthy' || state === 'degraded'),
  );
  const calm = trend.components.length - eventful.length;
  const shown = all ? trend.components : eventful;
  return (
    <div className="lanes" role="group" aria-label={t.monitor.components}>
      {children}
      <Lane name={t.monitor.state} spans={trend.states} trend={trend} gutter={gutter} tall />
      {shown.map(({ path, spans }) => (
        <Lane key={path} name={path} spans={spans} trend={trend} gutter={gutter} />
      ))}
      {calm > 0 ? (
        <button
          type="button"
          className="lanes-more"
          aria-expanded={all}
          style={{ marginLeft: gutter }}
          onClick={() => setAll(!all)}
        >
          {all ? t.monitor.fewerComponents : t.monitor.moreComponents(calm)}
        </button>
      ) : null}
      <div className="lanes-cursor" style={{ left: gutter, right: RIGHT_PAD }}>
        <CursorLine cursor={cursor} from={trend.from} to={trend.to} />
      </div>
    </div>
  );
}

function CursorLine({ cursor, from, to }: { cursor: Store<number | null>; from: number; to: number }) {
  const at = useStore(cursor, (value) => value);
  if (at === null) return null;
  return <div className="cursor-line" style={{ left: `${((at - from) / (to - from)) * 100}%` }} />;
}
