import { describe, expect, it } from 'vitest';
import { coreConfig, DOWN, facts, MEH, playedCore } from '../../../../tests/fakes/played-core.ts';

type Played = ReturnType<typeof playedCore>;

/** Results every 30 s from a second on: `h`ealthy, `d`egraded, `u`nhealthy, `?` unknown. */
function results({ at, see }: Played, id: string, from: number, letters: string): string[] {
  const states = { h: 'healthy', d: 'degraded', u: 'unhealthy', '?': 'unknown' } as const;
  return letters.split('').flatMap((letter, index) => {
    const second = from + index * 30;
    return at(second, ...see(second, id, states[letter as keyof typeof states]));
  });
}

const notable = (lines: string[]) =>
  lines.filter((line) => !/event (?:state|alert|notification)/u.test(line));

describe('a monitor that flaps', () => {
  it('is told once, for all that was shown of it before, and its end is one end', () => {
    const core = playedCore(coreConfig([facts('api')]));
    results(core, 'api', 0, 'hhhhhhhhhhhhhhhh');
    results(core, 'api', 480, 'uuhuhu');
    expect(notable(results(core, 'api', 660, 'hu'))).toEqual([
      '640 ledger api down grouped [api] desktop: said in a problem',
      '660 ledger api flapping fired [] API is flapping',
      '660 ledger api down resolved [] down is over for API',
      'incident api critical 480- down,flapping',
      '640 desktop problem critical api root api held 0 over 0 of down',
      '690 ledger api down fired [] down fires for API',
      '690 ledger api down held [flapping] held while it is flapping',
      'incident api critical 480- down,flapping',
    ]);
    expect(core.core.isFlapping('api')).toBe(true);
    expect(core.core.isFlapping('stranger')).toBe(false);
    expect(notable(results(core, 'api', 720, 'h'.repeat(24)))).toEqual([
      '720 ledger api down resolved [] down is over for API',
      '940 ledger api flapping grouped [api] desktop: said in a flapping',
      '940 desktop flapping critical api root api held 0 over 0 of flapping',
      '1200 ledger api flapping resolved [] API has settled',
      'incident api critical 480-1200 down,flapping',
      '1200 event closed: over',
      '1210 ledger api down grouped [] desktop: said in a recovery',
      '1210 ledger api flapping grouped [] desktop: said in a recovery',
      '1210 desktop recovery critical api root - held 0 over 0 of down,flapping',
    ]);
    expect(core.core.isFlapping('api')).toBe(false);
    expect(notable(core.until(2000))).toEqual([]);
  });

  it('is told again where it becomes critical while it flaps', () => {
    const core = playedCore(coreConfig([facts('api')]));
    results(core, 'api', 0, 'hhhhhhhhhhhhhhhh');
    expect(notable(results(core, 'api', 480, 'dhdhdhd'))).toEqual([
      '480 ledger api meh fired [] meh fires for API',
      'incident api warning 480- meh',
      '490 ledger api meh grouped [api] desktop: said in a problem',
      '510 ledger api meh resolved [] meh is over for API',
      'incident api warning 480-510 meh',
      '510 event closed: over',
      '490 desktop problem warning api root api held 0 over 0 of meh',
      '520 ledger api meh grouped [] desktop: said in a recovery',
      '540 ledger api meh fired [] meh fires for API',
      'incident api warning 480- meh',
      '540 event reopened: fires again: meh',
      '520 desktop recovery warning api root - held 0 over 0 of meh',
      '550 ledger api meh grouped [api] desktop: said in a problem',
      '570 ledger api meh resolved [] meh is over for API',
      'incident api warning 480-570 meh',
      '570 event closed: over',
      '550 desktop problem warning api root api held 0 over 0 of meh',
      '580 ledger api meh grouped [] desktop: said in a recovery',
      '600 ledger api meh fired [] meh fires for API',
      'incident api warning 480- meh',
      '600 event reopened: fires again: meh',
      '580 desktop recovery warning api root - held 0 over 0 of meh',
      '610 ledger api meh grouped [api] desktop: said in a problem',
      '630 ledger api flapping fired [] API is flapping',
      '630 ledger api meh resolved [] meh is over for API',
      'incident api warning 480- meh,flapping',
      '610 desktop problem warning api root api held 0 over 0 of meh',
      '660 ledger api meh fired [] meh fires for API',
      '660 ledger api meh held [flapping] held while it is flapping',
      'incident api warning 480- meh,flapping',
    ]);
    expect(notable(results(core, 'api', 690, 'uuuu'))).toEqual([
      '690 ledger api down fired [] down fires for API',
      '690 ledger api meh resolved [] meh is over for API',
      '690 ledger api down held [flapping] held while it is flapping',
      'incident api critical 480- meh,flapping,down',
      '700 ledger api flapping grouped [api] desktop: said in a flapping',
      '700 desktop flapping critical api root api held 0 over 0 of flapping',
    ]);
    expect(notable(results(core, 'api', 810, 'dddddddddddddd'))).toEqual([
      '810 ledger api down resolved [] down is over for API',
      '810 ledger api meh fired [] meh fires for API',
      '810 ledger api meh held [flapping] held while it is flapping',
      'incident api critical 480- meh,flapping,down',
      '1200 ledger api flapping resolved [] API has settled',
      '1200 ledger api meh grouped [api] desktop: said in a update',
      '1200 desktop update warning api root api held 0 over 0 of meh',
    ]);
    expect(notable(core.until(2000))).toEqual([]);
  });

  it('is worse before anybody was told: that is told as one', () => {
    const core = playedCore(coreConfig([facts('api')]));
    results(core, 'api', 0, 'hhhhhhhhhhhhhhhh');
    const quick = (second: number, state: 'degraded' | 'healthy' | 'unhealthy') =>
      core.at(second, ...core.see(second, 'api', state));
    for (let second = 460; second < 469; second += 1)
      quick(second, second % 2 === 0 ? 'degraded' : 'healthy');
    expect(notable(quick(470, 'unhealthy'))).toEqual([
      '470 ledger api down fired [] down fires for API',
      '470 ledger api meh resolved [] meh is over for API',
      '470 ledger api down held [flapping] held while it is flapping',
      'incident api critical 460- meh,flapping,down',
    ]);
    expect(notable(core.until(500))).toEqual([
      '480 ledger api flapping grouped [api] desktop: said in a flapping',
      '480 desktop flapping critical api root api held 0 over 0 of flapping',
    ]);
  });

  it('goes on while nothing is known, and settles by what is', () => {
    const core = playedCore(coreConfig([facts('api')]));
    results(core, 'api', 0, 'hhhhhhhhhhhhhhhhuhuhuhu');
    expect(core.core.standing('flapping', 'api')).toEqual({ phase: 'firing', frozen: false });
    results(core, 'api', 690, '??');
    expect(core.core.standing('flapping', 'api')).toEqual({ phase: 'firing', frozen: true });
    results(core, 'api', 750, 'h');
    expect(core.core.standing('flapping', 'api')).toEqual({ phase: 'firing', frozen: false });
  });

  it('because its incidents come back settles after a quarter of an hour that is known', () => {
    const core = playedCore(coreConfig([facts('api')]));
    const incident = (second: number) => {
      core.at(second, ...core.see(second, 'api', 'unhealthy'));
      core.at(second + 30, ...core.see(second + 30, 'api', 'healthy'));
    };
    incident(0);
    incident(640);
    expect(core.core.isFlapping('api')).toBe(false);
    incident(1300);
    expect(core.core.isFlapping('api')).toBe(true);
    core.at(1500, ...core.see(1500, 'api', 'unknown'));
    core.at(2500, ...core.see(2500, 'api', 'healthy'));
    expect(notable(core.until(3229))).toEqual([]);
    expect(core.core.isFlapping('api')).toBe(true);
    expect(notable(core.until(3300))).toEqual([
      '3230 ledger api flapping resolved [] API has settled',
      '3240 ledger api flapping grouped [] desktop: said in a recovery',
      'incident api critical 1300-3230 down,flapping',
      '3230 event closed: over',
      '3240 desktop recovery critical api root - held 0 over 0 of flapping',
    ]);
    expect(core.core.isFlapping('api')).toBe(false);
  });

  it('holds nothing that does not hang on its state', () => {
    const missing = { ...DOWN, id: 'missing', when: { kind: 'no_data' as const, afterMs: 60_000 } };
    const core = playedCore(coreConfig([facts('api')], { rules: [DOWN, missing] }));
    results(core, 'api', 0, 'huhuhuhuhuhuhuhu');
    const lines = core.until(600).filter((line) => /ledger api missing|update|problem/u.test(line));
    expect(lines[0]).toBe('510 ledger api missing fired [] missing fires for API');
    expect(lines.filter((line) => line.includes('held ['))).toEqual([]);
    expect(core.until(900)).toContain('760 ledger api missing grouped [api] desktop: said in a update');
  });

  it('leaves alone what was shown and does not hang on its state, and all others', () => {
    // However seldom it restarts.
    const always = {
      ...DOWN,
      id: 'always',
      monitors: ['api'],
      when: {
        kind: 'restarts' as const,
        threshold: { direction: 'above' as const, limit: -1 },
        overMs: 60_000,
      },
    };
    const core = playedCore(coreConfig([facts('api'), facts('db')], { rules: [DOWN, always] }));
    core.at(0, ...core.see(0, 'db', 'unhealthy'));
    results(core, 'api', 0, 'hhhhhuhuhuhuhuhuhuhuhu');
    results(core, 'api', 660, 'u'.repeat(40));
    expect(core.core.isFlapping('api')).toBe(false);
    const shown = (lines: string[]) => lines.filter((line) => /^\d+ desktop /u.test(line));
    expect(shown(results(core, 'api', 1860, 'hhhh'))).toEqual([
      '1870 desktop recovery critical api root - held 0 over 0 of flapping,down',
    ]);
    expect(shown(results(core, 'api', 1980, 'h'.repeat(440)))).toEqual([
      '14410 desktop repeat critical db root db held 0 over 0 of down',
      '14440 desktop repeat critical api root api held 0 over 0 of always',
    ]);
  });

  it('is as severe as what its state makes fire, whatever else fires', () => {
    const always = {
      ...DOWN,
      id: 'always',
      when: {
        kind: 'restarts' as const,
        threshold: { direction: 'above' as const, limit: -1 },
        overMs: 60_000,
      },
    };
    const core = playedCore(coreConfig([facts('db'), facts('api')], { rules: [DOWN, MEH, always] }));
    core.at(0, ...core.see(0, 'db', 'unhealthy'));
    results(core, 'api', 0, 'hhhhhdhdhdhdhdhdhdhdhd');
    expect(core.core.state.alerts.get('flapping\napi')?.severity).toBe('warning');
    expect(core.core.incident('api')?.severity).toBe('critical');
    results(core, 'api', 660, 'hu');
    expect(core.core.state.alerts.get('flapping\napi')?.severity).toBe('critical');
  });

  it('makes its incident critical when it becomes so itself', () => {
    const core = playedCore(coreConfig([facts('api')]));
    results(core, 'api', 0, 'hhhhhdhdhdhdhdhdhdhdhd');
    expect(core.core.incident('api')?.severity).toBe('warning');
    core.at(655, { type: 'ack', subject: 'api', by: 'ada', text: '' });
    expect(results(core, 'api', 660, 'hu')).toContain(
      '690 event ack: acknowledgement ended: higher severity',
    );
    expect(core.core.incident('api')?.severity).toBe('critical');
  });

  it('is held behind what it depends on', () => {
    const core = playedCore(coreConfig([facts('base'), facts('api', { dependsOn: ['base'] })]));
    core.at(0, ...core.see(0, 'base', 'unhealthy'));
    const lines = results(core, 'api', 1, 'huhuhuhuhuhuhuhu').filter((line) => line.includes('flapping'));
    expect(lines.slice(0, 2)).toEqual([
      expect.stringMatching(/ledger api flapping fired/u),
      expect.stringMatching(/ledger api flapping held \[base\] held behind base$/u),
    ]);
    expect(lines.join('\n')).not.toMatch(/desktop flapping/u);
  });

  it('holds what depends on it no longer than it is unhealthy', () => {
    const core = playedCore(coreConfig([facts('base'), facts('child', { dependsOn: ['base'] })]));
    core.at(0, ...core.see(0, 'base', 'unhealthy'), ...core.see(0, 'child', 'healthy'));
    core.at(1, ...core.see(1, 'child', 'unhealthy'));
    expect(notable(core.at(30, ...core.see(30, 'base', 'healthy')))).toEqual([
      '10 ledger base down grouped [base] desktop: said in a problem',
      '30 ledger base down resolved [] down is over for BASE',
      'incident base critical 0-30 down',
      '30 event closed: over',
      '10 desktop problem critical base root base held 1 over 0 of down',
    ]);
    expect(notable(core.at(31, ...core.see(31, 'child', 'unknown')))).toEqual([]);
    expect(notable(core.at(60, ...core.see(60, 'child', 'unhealthy')))).toEqual([
      '40 ledger base down grouped [] desktop: said in a recovery',
      '40 desktop recovery critical base root - held 0 over 0 of down',
    ]);
    expect(notable(core.until(100))).toEqual([
      '70 ledger child down grouped [child] desktop: said in a problem',
      '70 desktop problem critical child root child held 0 over 0 of down',
    ]);
  });
});
