import { useMemo } from 'react';
import type { Uptime } from '../../../shared/contract/schemas.ts';
import type { Format } from '../../i18n/format.ts';
import type { Messages } from '../../i18n/messages.ts';
import { useI18n } from '../../i18n/i18n.tsx';
import { useQuery } from '../../state/use-query.ts';

const PERIODS: readonly Uptime['period'][] = ['24h', '7d', '30d', '90d'];
const EVERY_MS = 60_000;

export function UptimeTiles({ monitorId }: { monitorId: string }) {
  const { t } = useI18n();
  const input = useMemo(() => ({ monitorId }), [monitorId]);
  const { data } = useQuery('uptime', input, EVERY_MS);
  return (
    <section className="tiles" aria-label={t.monitor.uptime}>
      {PERIODS.map((period) => (
        <Tile key={period} period={period} uptime={data?.periods.find((entry) => entry.period === period)} />
      ))}
    </section>
  );
}

function Tile({ period, uptime }: { period: Uptime['period']; uptime: Uptime | undefined }) {
  const { t, f } = useI18n();
  const value = uptime?.uptime ?? null;
  return (
    <div className="tile">
      <h2 className="tile-title">{t.monitor.uptimeOf(t.monitor.periods[period])}</h2>
      <p className={`tile-value is-${tone(value)}`}>{value === null ? t.common.noValue : f.percent(value)}</p>
      <p className="tile-facts">
        {uptime ? [t.monitor.checks(uptime.checks), basis(uptime, t, f)].filter(Boolean).join(' · ') : ' '}
      </p>
    </div>
  );
}

/** What the figure rests on, where that is less than the whole period. */
function basis({ knownMs, unknownMs }: Uptime, t: Messages, f: Format): string {
  const whole = knownMs + unknownMs;
  if (whole === 0 || unknownMs / whole < 0.001) return '';
  if (unknownMs / whole > 0.5) return t.monitor.knownFor(f.long(knownMs));
  return t.monitor.unknownShare(f.percent(unknownMs / whole));
}

/** Only what is clearly not well is coloured. */
function tone(uptime: number | null): 'calm' | 'degraded' | 'unhealthy' {
  if (uptime === null || uptime >= 0.99) return 'calm';
  return uptime >= 0.95 ? 'degraded' : 'unhealthy';
}
