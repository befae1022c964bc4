import type { Instance } from '../../shared/contract/schemas.ts';
import type { Cancel, Clock, Signals } from './ports.ts';

/** `alerts.md` section 7: idle for over five minutes is away. */
export const AWAY_AFTER_MS = 5 * 60_000;

/** Keeps whether somebody sits at the machine; calls `onChange` when that changes. */
export function watchPresence(
  clock: Clock,
  signals: Pick<Signals, 'onPresence'>,
  onChange: () => void,
): { away(): Instance['away']; stop: Cancel } {
  let away: Instance['away'] = null;
  const stop = signals.onPresence(({ idleMs, locked }) => {
    const isAway = locked || idleMs >= AWAY_AFTER_MS;
    if (isAway === (away !== null) && locked === (away?.locked ?? false)) return;
    away = isAway ? { since: away?.since ?? clock.now() - idleMs, locked } : null;
    onChange();
  });
  return { away: () => away, stop };
}
