import type { StripCell } from '../../shared/contract/schemas.ts';

const HOUR = 3_600_000;

/**
 * The shortest of three ranges that shows all there is of the last 24 hours: what has been watched for minutes
 * would be a dot on the axis of a day.
 */
export function fittingPreset(strip: readonly StripCell[]): '1h' | '6h' | '24h' {
  const first = strip.find((cell) => cell.healthy + cell.degraded + cell.unhealthy + cell.unknown > 0);
  const last = strip.at(-1);
  if (!first || !last) return '1h';
  const age = last.to - first.from;
  if (age <= HOUR) return '1h';
  return age <= 6 * HOUR ? '6h' : '24h';
}
