import { describe, expect, it } from 'vitest';
import { BROKEN, FINE, UNREACHABLE } from '../../../tests/fakes/scripted-checks.ts';
import { watchedAlerts } from '../../../tests/fakes/watched-alerts.ts';
import { local, remote } from '../../../tests/fakes/watched-fleet.ts';
import { builtInRules } from '../../../shared/config/alerts/built-in.ts';
import { ruleViews } from './views.ts';

const SECOND = 1000;

function setUp(more: Parameters<typeof watchedAlerts>[1] = {}) {
  const fleet = watchedAlerts([remote('api'), local('db')], more);
  const views = () => {
    const present = fleet.alerts().present();
    if (!present) throw new Error('nothing is configured');
    return ruleViews(present, new Map([['flapping', 3]]), () => null);
  };
  return { ...fleet, views, view: (id: string) => views().find((rule) => rule.id === id) };
}

describe('rules that always run', () => {
  it('stand behind those of the configuration, built in or not', () => {
    expect(
      setUp()
        .views()
        .map(({ id }) => id),
    ).toEqual([...builtInRules('production').map(({ id }) => id), 'flapping', 'offline']);
    const own = setUp({ alerts: builtInRules('production').slice(0, 1) }).views();
    expect(own.map(({ id, builtIn }) => [id, builtIn])).toEqual([
      ['unhealthy', false],
      ['flapping', true],
      ['offline', true],
    ]);
  });

  it('tell what they fire for, how often they do, and what they interrupted for', async () => {
    const { clock, says, view } = setUp();
    expect(view('flapping')).toMatchObject({
      condition: 'state changes in 30 % of the last results, or a third incident within an hour',
      severity: 'warning',
      subjects: 2,
      firing: 0,
      popups7d: 3,
    });
    for (let round = 0; round < 12; round += 1) {
      says('db', round % 2 === 0 ? BROKEN : FINE);
      await clock.advance(30 * SECOND);
    }
    expect(view('flapping')).toMatchObject({ firing: 1 });
  });

  it('say that the machine is offline, which is about what is beyond it', async () => {
    const { clock, network, says, view } = setUp();
    await clock.advance(90 * SECOND);
    expect(view('offline')).toMatchObject({ severity: 'info', subjects: 1, firing: 0 });
    network.answering.clear();
    says('api', UNREACHABLE);
    await clock.advance(60 * SECOND);
    expect(view('offline')).toMatchObject({ firing: 1 });
  });
});
