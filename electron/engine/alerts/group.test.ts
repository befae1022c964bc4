import { describe, expect, it } from 'vitest';
import {
  emptyGroup,
  groupDue,
  groupFiring,
  groupForget,
  groupResolved,
  nextGroupDue,
  type GroupNotification,
  type GroupState,
} from './group.ts';

const WAIT = 10;

/** Plays events in order and returns what was said as `time kind subjects`. */
function play(events: [number, 'fire' | 'over' | 'forget', string][], until: number): string[] {
  let group: GroupState = emptyGroup;
  const said: string[] = [];
  const tell = (at: number, notifications: GroupNotification[]) => {
    for (const { kind, members } of notifications) {
      said.push(`${at} ${kind} ${members.map(({ subject }) => subject).join('+')}`);
    }
  };
  const runTo = (at: number) => {
    for (let due = nextGroupDue(group); due !== null && due <= at; due = nextGroupDue(group)) {
      const step = groupDue(group, due);
      group = step.group;
      tell(due, step.notifications);
    }
  };
  for (const [at, what, subject] of events) {
    runTo(at);
    if (what === 'fire') group = groupFiring(group, { subject, severity: 'critical', since: at }, at, WAIT);
    if (what === 'over') group = groupResolved(group, subject, at, WAIT);
    if (what === 'forget') group = groupForget(group, subject, at, WAIT);
  }
  runTo(until);
  return said;
}

describe('a group of subjects', () => {
  it('names what breaks together in one popup', () => {
    expect(
      play(
        [
          [0, 'fire', 'a'],
          [4, 'fire', 'b'],
          [9, 'fire', 'c'],
        ],
        100,
      ),
    ).toEqual(['10 problem a+b+c']);
  });

  it('says nothing about what is over before the wait ends', () => {
    expect(
      play(
        [
          [0, 'fire', 'a'],
          [5, 'over', 'a'],
        ],
        100,
      ),
    ).toEqual([]);
  });

  it('leaves out the one that is over and still names the others', () => {
    expect(
      play(
        [
          [0, 'fire', 'a'],
          [2, 'fire', 'b'],
          [5, 'over', 'a'],
        ],
        100,
      ),
    ).toEqual(['10 problem b']);
  });

  it('tells the end once, when all that the popup named are over', () => {
    const events: Parameters<typeof play>[0] = [
      [0, 'fire', 'a'],
      [1, 'fire', 'b'],
      [20, 'over', 'a'],
      [40, 'over', 'b'],
    ];
    expect(play(events, 100)).toEqual(['10 problem a+b', '50 recovery a+b']);
  });

  it('takes a short recovery for none, without a second popup', () => {
    const events: Parameters<typeof play>[0] = [
      [0, 'fire', 'a'],
      [20, 'over', 'a'],
      [25, 'fire', 'a'],
      [60, 'over', 'a'],
    ];
    expect(play(events, 100)).toEqual(['10 problem a', '70 recovery a']);
  });

  it('gives a subject that breaks later a popup and an end of its own', () => {
    const events: Parameters<typeof play>[0] = [
      [0, 'fire', 'a'],
      [30, 'fire', 'b'],
      [50, 'over', 'a'],
      [70, 'over', 'b'],
    ];
    expect(play(events, 100)).toEqual(['10 problem a', '40 problem b', '60 recovery a', '80 recovery b']);
  });

  it('joins recoveries that are due together', () => {
    const events: Parameters<typeof play>[0] = [
      [0, 'fire', 'a'],
      [30, 'fire', 'b'],
      [50, 'over', 'a'],
      [50, 'over', 'b'],
    ];
    expect(play(events, 100)).toEqual(['10 problem a', '40 problem b', '60 recovery a+b']);
  });

  it('tells no end of a subject that was removed, and lets the others end without it', () => {
    const events: Parameters<typeof play>[0] = [
      [0, 'fire', 'a'],
      [1, 'fire', 'b'],
      [20, 'forget', 'a'],
      [40, 'over', 'b'],
    ];
    expect(play(events, 100)).toEqual(['10 problem a+b', '50 recovery b']);
    expect(
      play(
        [
          [0, 'fire', 'a'],
          [20, 'forget', 'a'],
        ],
        100,
      ),
    ).toEqual(['10 problem a']);
  });
});
