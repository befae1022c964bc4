import { describe, expect, it } from 'vitest';
import { coreConfig, facts, playedCore } from '../../../../tests/fakes/played-core.ts';
import { AlertCore } from './core.ts';
import { sightOf, sightsOf } from './sight.ts';

const config = coreConfig([facts('a'), facts('b')]);

describe('who asks about a monitor', () => {
  it('is told of each of its rules, and of its flapping while it flaps', () => {
    const { at, core, see } = playedCore(config);
    const rules = () => core.inspect((world) => sightsOf(world, 'a').map(({ rule }) => rule));
    at(0, ...see(0, 'a', 'healthy'));
    expect(rules()).toEqual(['down', 'meh']);
    for (let second = 30; second < 900; second += 30) {
      at(second, ...see(second, 'a', second % 60 === 0 ? 'healthy' : 'unhealthy'));
    }
    expect(rules()).toEqual(['down', 'meh', 'flapping']);
    const [, , flapping] = core.inspect((world) => sightsOf(world, 'a'));
    expect(flapping).toMatchObject({ severity: 'critical', ready: null, verdict: null, closed: false });
  });

  it('is told nothing of one that is not there', () => {
    const { core } = playedCore(config);
    expect(core.inspect((world) => sightsOf(world, 'stranger'))).toEqual([]);
    expect(core.inspect((world) => sightOf(world, 'down', 'stranger'))).toMatchObject({
      record: null,
      hold: null,
      closed: false,
    });
  });

  it('is told on which channels, also before anything happened', () => {
    const core = new AlertCore(config, 0);
    const { channels } = core.inspect((world) => sightOf(world, 'down', 'a'));
    expect(channels).toEqual([{ id: 'desktop', gate: null, inhibitedBy: null, waitsUntil: null }]);
  });

  it('is told until when it waits, what holds it, and that it is paused', () => {
    const { at, core, see } = playedCore(config);
    at(0, ...see(0, 'a', 'degraded'), { type: 'presence', idleSince: null, locked: true });
    const sight = () => core.inspect((world) => sightOf(world, 'meh', 'a'));
    expect(sight()).toMatchObject({ channels: [{ gate: 'away', waitsUntil: 10_000 }], closed: false });
    at(5, { type: 'close', subject: 'a', reason: 'paused' });
    expect(sight()).toMatchObject({ record: null, closed: true });
  });
});
