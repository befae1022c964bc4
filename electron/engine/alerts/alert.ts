/** The state machine of one alert: one rule for one subject. Pure; times are epoch milliseconds. */

/** Whether a rule's condition holds; null is unknown and freezes the alert. */
export type Condition = boolean | null;

export interface Alert {
  phase: 'inactive' | 'pending' | 'firing';
  /** When the phase began; moved on by time spent frozen. */
  since: number;
  /** While firing: since when the condition is false, or null. */
  clearSince: number | null;
  /** Since when the condition is unknown, or null. */
  frozenSince: number | null;
}

export type AlertTransition = 'pending' | 'firing' | 'resolved' | 'reset';

export interface AlertTimers {
  /** How long the condition must hold before the alert fires. */
  forMs: number;
  /** How long it must be over before the alert resolves. */
  keepFiringForMs: number;
}

export const inactiveAlert = (at: number): Alert => ({
  phase: 'inactive',
  since: at,
  clearSince: null,
  frozenSince: null,
});

/**
 * One evaluation. Pending fires once the condition held for `forMs`, firing resolves once it was false for
 * `keepFiringForMs`, a false condition resets a pending alert, and unknown stops the alert and its timers.
 */
export function stepAlert(
  before: Alert,
  condition: Condition,
  at: number,
  timers: AlertTimers,
): { alert: Alert; transition: AlertTransition | null } {
  if (condition === null) {
    return { alert: { ...before, frozenSince: before.frozenSince ?? at }, transition: null };
  }
  const alert = thaw(before, at);
  switch (alert.phase) {
    case 'inactive':
      return condition ? begin(alert, at, timers) : { alert, transition: null };
    case 'pending':
      if (!condition) return { alert: inactiveAlert(at), transition: 'reset' };
      return at - alert.since >= timers.forMs ? fire(at) : { alert, transition: null };
    case 'firing': {
      if (condition) return { alert: { ...alert, clearSince: null }, transition: null };
      const clearSince = alert.clearSince ?? at;
      return at - clearSince >= timers.keepFiringForMs
        ? { alert: inactiveAlert(at), transition: 'resolved' }
        : { alert: { ...alert, clearSince }, transition: null };
    }
  }
}

/** When the alert wants its next evaluation though no result came, or null. */
export function nextAlertDue(alert: Alert, timers: AlertTimers): number | null {
  if (alert.frozenSince !== null) return null;
  if (alert.phase === 'pending') return alert.since + timers.forMs;
  return alert.clearSince === null ? null : alert.clearSince + timers.keepFiringForMs;
}

function begin(alert: Alert, at: number, timers: AlertTimers) {
  if (timers.forMs <= 0) return fire(at);
  return { alert: { ...alert, phase: 'pending' as const, since: at }, transition: 'pending' as const };
}

function fire(at: number) {
  const alert: Alert = { phase: 'firing', since: at, clearSince: null, frozenSince: null };
  return { alert, transition: 'firing' as const };
}

/** Moves running timers on by the time that was unknown. A firing alert keeps its start: it is shown to people. */
function thaw(alert: Alert, at: number): Alert {
  if (alert.frozenSince === null) return alert;
  const frozenMs = Math.max(0, at - alert.frozenSince);
  return {
    ...alert,
    since: alert.phase === 'pending' ? alert.since + frozenMs : alert.since,
    clearSince: alert.clearSince === null ? null : alert.clearSince + frozenMs,
    frozenSince: null,
  };
}
