import { expect, it } from 'vitest';
import { BROKEN } from '../../../tests/fakes/scripted-checks.ts';
import { local, watchedFleet } from '../../../tests/fakes/watched-fleet.ts';
import { FRESH_MEMORY, parseMemory } from './memory.ts';

it('what a monitor remembers is read back as it was written', async () => {
  const { clock, watch, says, service } = watchedFleet();
  const components = [{ path: 'db', state: 'unhealthy' as const, critical: false }];
  says('api', { ...BROKEN, components, dialect: 'terminus', service: { pid: 7, version: '1.2' } });
  watch([local('api')]);
  await clock.advance(1000);
  service.pause(null, 60_000);
  const memory = service.memory('api');
  expect(memory?.confirmation.run?.count).toBe(1);
  expect(parseMemory(JSON.parse(JSON.stringify(memory)))).toEqual(memory);
  expect(parseMemory(JSON.parse(JSON.stringify(FRESH_MEMORY)))).toEqual(FRESH_MEMORY);
});

it('what another version remembered is not believed', () => {
  expect([parseMemory(null), parseMemory({}), parseMemory({ ...FRESH_MEMORY, components: 3 })]).toEqual([
    null,
    null,
    null,
  ]);
});
