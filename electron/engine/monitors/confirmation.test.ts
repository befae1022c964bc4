import { describe, expect, it } from 'vitest';
import type { Confirm } from '../../../shared/config/model.ts';
import type { State } from '../../../shared/domain/state.ts';
import { loseSight, observe, UNCONFIRMED, type Confirmation } from './confirmation.ts';

const DEFAULTS: Confirm = { failures: 2, recoveries: 2, atLeastMs: 0 };
const WORDS: Record<string, State> = { h: 'healthy', d: 'degraded', u: 'unhealthy', '?': 'unknown' };

/** Feeds one result a second, `h`, `d`, `u` or `?` each, and tells the state after each of them. */
function states(letters: string, confirm = DEFAULTS): string {
  return run(letters, confirm)
    .map(({ state }) => (state === 'unknown' ? '?' : state[0]))
    .join('');
}

function run(letters: string, confirm = DEFAULTS, spacingMs = 1000): Confirmation[] {
  let now = UNCONFIRMED;
  return letters.split('').map((letter, index) => {
    const state = WORDS[letter] ?? 'unknown';
    now = observe(now, { state, at: index * spacingMs, message: `${state} ${index}` }, confirm);
    return now;
  });
}

const last = (letters: string, confirm = DEFAULTS): Confirmation =>
  run(letters, confirm).at(-1) ?? UNCONFIRMED;

describe('a confirmed state', () => {
  it('becomes worse after two worse results in a row', () => {
    expect(states('huuu')).toBe('hhuu');
  });

  it('becomes better after two better results in a row', () => {
    expect(states('huuhhh')).toBe('hhuuhh');
  });

  it('ignores a single bad result', () => {
    expect(states('huhuh')).toBe('hhhhh');
  });

  it('ignores a single good result', () => {
    expect(states('huuhuhu')).toBe('hhuuuuu');
  });

  it('becomes the mildest of the worse results', () => {
    expect(states('hud')).toBe('hhd');
    expect(states('hdu')).toBe('hhd');
  });

  it('becomes the worst of the better results', () => {
    expect(states('huuhd')).toBe('hhuud');
    expect(states('huudh')).toBe('hhuud');
  });

  it('needs another two results to become worse still', () => {
    expect(states('hduuu')).toBe('hhddu');
  });

  it('counts a better result as the end of a run of worse ones', () => {
    expect(states('hdduhu')).toBe('hhdddd');
  });

  it('takes as many failures and recoveries as configured', () => {
    expect(states('huuuhh', { failures: 3, recoveries: 1, atLeastMs: 0 })).toBe('hhhuhh');
  });

  it('began with the first result of the run that led to it', () => {
    expect(last('hhuu').since).toBe(2000);
    expect(last('huuuhh').since).toBe(4000);
  });

  it('carries the message of the newest result that agrees with it', () => {
    expect(last('hud').message).toBe('degraded 2');
    expect(last('hdu').message).toBe('degraded 1');
    expect(last('huuu').message).toBe('unhealthy 3');
    expect(last('huuh').message).toBe('unhealthy 2');
  });
});

describe('at_least', () => {
  const confirm: Confirm = { failures: 2, recoveries: 2, atLeastMs: 3000 };

  it('is the shortest time from the first bad result to the confirmed state', () => {
    expect(states('huuuuu', confirm)).toBe('hhhhuu');
  });

  it('does not hold up a recovery', () => {
    expect(states('huuuuhh', confirm)).toBe('hhhhuuh');
  });

  it('lets the whole run decide what the state becomes', () => {
    expect(states('huduu', confirm)).toBe('hhhhd');
  });

  it('does not wait for hours after the clock was set back', () => {
    let now = observe(UNCONFIRMED, { state: 'healthy', at: 9e6, message: '' }, confirm);
    now = observe(now, { state: 'unhealthy', at: 9e6 + 1000, message: '' }, confirm);
    now = observe(now, { state: 'unhealthy', at: 1000, message: '' }, confirm);
    expect(now.run?.since).toBe(1000);
    now = observe(now, { state: 'unhealthy', at: 4000, message: '' }, confirm);
    expect(now.state).toBe('unhealthy');
  });
});

describe('from unknown', () => {
  it('the first trustworthy result counts at once if it is not worse than the last known state', () => {
    expect(states('h?h')).toBe('h?h');
    expect(states('huu?h')).toBe('hhu?h');
    expect(states('huu?d')).toBe('hhu?d');
    expect(states('huu?u')).toBe('hhu?u');
  });

  it('a healthy first result of all counts at once', () => {
    expect(states('h')).toBe('h');
  });

  it('a bad first result of all is confirmed first, and nothing is called healthy meanwhile', () => {
    expect(states('uu')).toBe('?u');
    expect(last('u').run).toMatchObject({ towards: 'unhealthy', count: 1, since: 0 });
  });

  it('a worse result returns to the last known state and is confirmed from there', () => {
    expect(states('h?uu')).toBe('h?hu');
    expect(states('hdd?uu')).toBe('hhd?du');
  });

  it('the state begins anew with the result that ended the unknown time', () => {
    expect(last('huu??h').since).toBe(5000);
    expect(last('h??h').since).toBe(3000);
  });
});

describe('an unknown result', () => {
  it('makes the state unknown at once, and remembers the last known one', () => {
    expect(states('h?')).toBe('h?');
    expect(last('huu?')).toMatchObject({ state: 'unknown', lastState: 'unhealthy', since: 3000 });
  });

  it('neither counts nor resets what is counted', () => {
    expect(states('hu?u')).toBe('hh?u');
    expect(last('hu?u').since).toBe(1000);
    expect(states('huu?h')).toBe('hhu?h');
  });

  it('keeps the beginning of the unknown time while it lasts', () => {
    expect(last('h???')).toMatchObject({ since: 1000, message: 'unknown 3' });
  });
});

describe('losing sight of a monitor', () => {
  it('makes its state unknown from the given instant and keeps its counts', () => {
    const before = last('hu');
    const lost = loseSight(before, 60_000, 'no result');
    expect(lost).toMatchObject({ state: 'unknown', lastState: 'healthy', since: 60_000, run: before.run });
    expect(observe(lost, { state: 'unhealthy', at: 70_000, message: '' }, DEFAULTS).state).toBe('unhealthy');
  });

  it('survives being written down and read again', () => {
    const before = last('huu?uh');
    expect(JSON.parse(JSON.stringify(before))).toEqual(before);
  });
});
