import { readFileSync } from 'node:fs';
import { expect, it, vi } from 'vitest';
import { servedHome } from '../fixtures/served-home.ts';

const CONFIG = `# mine
version: 1
network: { canaries: [] }
monitors:
  - { id: redis, kind: tcp, host: 127.0.0.1, port: 1, enabled: false }   # kept
  - id: api   # the one people see
    kind: tcp
    host: 127.0.0.1
    port: 1
    enabled: false
`;

it('a dependency that is added in the window stands in the file, watches at once and is written down', async () => {
  const { client, file } = await servedHome(CONFIG);

  expect(await client.call('dependencySuggestions', {})).toEqual({ suggestions: [] });
  expect(await client.call('addDependency', { child: 'api', parent: 'redis' })).toEqual({ file });
  expect(readFileSync(file, 'utf8')).toBe(`${CONFIG}    depends_on: [redis]\n`);
  await vi.waitFor(
    async () => {
      const { monitors } = await client.call('status', {});
      expect(monitors.find(({ id }) => id === 'api')?.dependsOn).toEqual(['redis']);
      const { entries } = await client.call('audit', { limit: 10 });
      expect(entries).toContainEqual(
        expect.objectContaining({ action: 'configuration', text: 'monitors changed: api' }),
      );
    },
    { timeout: 20_000 },
  );

  await expect(client.call('addDependency', { child: 'redis', parent: 'api' })).rejects.toMatchObject({
    code: 'invalid-dependency',
    message: 'Monitors would depend on each other in a circle: redis → api → redis.',
  });
  await expect(client.call('addDependency', { child: 'api', parent: 'gone' })).rejects.toMatchObject({
    code: 'unknown-monitor',
  });
  expect(readFileSync(file, 'utf8')).toBe(`${CONFIG}    depends_on: [redis]\n`);
}, 120_000);
