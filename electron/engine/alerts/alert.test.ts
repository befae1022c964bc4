import { describe, expect, it } from 'vitest';
import { type Alert, type Condition, inactiveAlert, nextAlertDue, stepAlert } from './alert.ts';

const minute = 60_000;

/** Runs a list of [minute, condition] through an alert and returns its transitions as `minute transition`. */
function play(steps: [number, Condition][], forMin = 0, keepMin = 0) {
  const timers = { forMs: forMin * minute, keepFiringForMs: keepMin * minute };
  let alert: Alert = inactiveAlert(0);
  const seen: string[] = [];
  for (const [at, condition] of steps) {
    const step = stepAlert(alert, condition, at * minute, timers);
    alert = step.alert;
    if (step.transition) seen.push(`${at} ${step.transition}`);
  }
  return { seen, alert };
}

describe('an alert', () => {
  it('fires at once when it need not be pending first', () => {
    expect(play([[1, true]]).seen).toEqual(['1 firing']);
  });

  it('fires when the condition was true at every evaluation for long enough', () => {
    const steps: [number, Condition][] = [
      [1, true],
      [3, true],
      [6, true],
    ];
    expect(play(steps, 5).seen).toEqual(['1 pending', '6 firing']);
  });

  it('starts over when the condition is false once while pending', () => {
    const steps: [number, Condition][] = [
      [1, true],
      [3, false],
      [4, true],
      [6, true],
      [9, true],
    ];
    expect(play(steps, 5).seen).toEqual(['1 pending', '3 reset', '4 pending', '9 firing']);
  });

  it('resolves only after the condition was false for as long as it keeps firing', () => {
    const steps: [number, Condition][] = [
      [1, true],
      [2, false],
      [3, true],
      [4, false],
      [5, false],
      [6, false],
    ];
    expect(play(steps, 0, 2).seen).toEqual(['1 firing', '6 resolved']);
  });

  it('neither resolves nor counts time while the condition is unknown', () => {
    const steps: [number, Condition][] = [
      [0, true],
      [2, null],
      [9, null],
      [10, true],
      [12, true],
      [13, true],
    ];
    expect(play(steps, 5).seen).toEqual(['0 pending', '13 firing']);
  });

  it('keeps firing through unknown time and says since when it fires', () => {
    const { seen, alert } = play([
      [1, true],
      [2, null],
      [9, true],
    ]);
    expect(seen).toEqual(['1 firing']);
    expect(alert.since).toBe(minute);
  });

  it('keeps firing for longer by the time that was unknown meanwhile', () => {
    const steps: [number, Condition][] = [
      [1, true],
      [2, false],
      [3, null],
      [9, false],
      [12, false],
      [13, false],
    ];
    expect(play(steps, 0, 5).seen).toEqual(['1 firing', '13 resolved']);
  });

  it('asks to be looked at again when it has kept firing for long enough', () => {
    const timers = { forMs: 0, keepFiringForMs: 5 * minute };
    const firing = stepAlert(inactiveAlert(0), true, minute, timers).alert;
    expect(nextAlertDue(firing, timers)).toBeNull();
    expect(nextAlertDue(stepAlert(firing, false, 2 * minute, timers).alert, timers)).toBe(7 * minute);
  });

  it('asks to be looked at again when its timer runs out, but not while frozen', () => {
    const timers = { forMs: 5 * minute, keepFiringForMs: 0 };
    const pending = stepAlert(inactiveAlert(0), true, minute, timers).alert;
    expect(nextAlertDue(pending, timers)).toBe(6 * minute);
    expect(nextAlertDue(stepAlert(pending, null, 2 * minute, timers).alert, timers)).toBeNull();
  });
});
