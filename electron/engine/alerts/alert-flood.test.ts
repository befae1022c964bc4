import { describe, expect, it } from 'vitest';
import { builtInRules } from '../../../shared/config/alerts/built-in.ts';
import { monitor, setUp } from '../../../tests/fakes/alert-service-world.ts';

const SECOND = 1000;

describe('ten thousand alerts in a minute', () => {
  it('are a handful of popups, and a row of the ledger each', async () => {
    const monitors = Array.from({ length: 100 }, (_, index) =>
      monitor(`m${index}`, { group: `g${index % 10}` }),
    );
    const { clock, see, sent, store, reconfigure } = setUp(monitors);
    const [rule] = builtInRules('production');
    if (!rule) throw new Error('there is no built-in rule');
    reconfigure({ alerts: Array.from({ length: 100 }, (_, index) => ({ ...rule, id: `r${index}` })) });
    for (const { id } of monitors) {
      see(id, 'unhealthy');
      await clock.advance(600);
    }
    await clock.advance(10 * 60 * SECOND);
    const fired = store.ledger.filter(({ decision }) => decision === 'fired');
    expect(new Set(fired.map(({ rule: id, subject }) => `${id} ${subject}`)).size).toBe(10_000);
    expect(fired).toHaveLength(10_000);
    // Six popups and a summary; one that names criticals at most every half minute.
    expect(sent.length).toBeGreaterThan(0);
    expect(sent.length).toBeLessThanOrEqual(6 + 1 + 22);
    expect(new Set(sent.flatMap(({ subjects }) => subjects)).size).toBe(100);
  }, 120_000);
});
