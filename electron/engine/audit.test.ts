import { expect, it } from 'vitest';
import { configFolder } from '../../tests/fixtures/config-folder.ts';
import { auditedLogs, configChanges, pauseLine } from './audit.ts';
import type { LogHandlers } from './logs/log-handlers.ts';

it('a change of the configuration is told by ids alone, never by values', async () => {
  const before = await configFolder().config(`
monitors:
  - { id: a, kind: http, url: "http://me:hunter2@localhost/" }
  - { id: b, kind: tcp, host: h, port: 1 }
alerts: [{ id: down, when: { state: unhealthy } }]
`);
  const after = await configFolder().config(`
monitors:
  - { id: a, kind: http, url: "http://me:sesame99@localhost/" }
  - { id: c, kind: tcp, host: h, port: 1 }
alerts: [{ id: down, when: { state: degraded } }]
maintenance: [{ id: night, days: [mon], from: "22:00", to: "23:00" }]
`);
  const lines = configChanges(before, after);
  expect(lines).toEqual([
    'monitors added: c',
    'monitors removed: b',
    'monitors changed: a',
    'rules changed: down',
    'maintenance windows added: night',
  ]);
  expect(configChanges(after, after)).toEqual([]);
});

it('many ids are counted', async () => {
  const many = Array.from({ length: 25 }, (_, index) => `  - { id: m${index}, kind: tcp, host: h, port: 1 }`);
  const none = await configFolder().config('monitors: []\n');
  const all = await configFolder().config(`monitors:\n${many.join('\n')}\n`);
  expect(configChanges(none, all)[0]).toMatch(/^monitors added: m0, .*m19 and 5 more$/u);
});

it('a pause says what and until when', () => {
  expect(pauseLine(null, null)).toBe('all monitors paused');
  expect(pauseLine(['a', 'b'], 0)).toBe('monitors paused: a, b, until 1970-01-01T00:00:00.000Z');
  expect(pauseLine(['a'], 'resumed')).toBe('monitors resumed: a');
});

it('a purge is written down by its count, not by what was searched for; one that fails is not', async () => {
  const entries: string[] = [];
  const audit = (action: string, text: string) => void entries.push(`${action}: ${text}`);
  const handlers: Partial<LogHandlers> = {
    purgeLogs: () => ({ deleted: 3 }),
    splitErrorGroup: () => Promise.reject(new Error('no such group')),
  };
  const logs = auditedLogs(handlers as LogHandlers, audit);
  await logs.purgeLogs({ search: 'hunter2', sources: ['app'] });
  expect(entries).toEqual(['purge: 3 log records deleted from app']);
  await expect(logs.splitErrorGroup({ id: 'g' })).rejects.toThrow('no such group');
  expect(entries).toHaveLength(1);
});
