import { describe, expect, it } from 'vitest';
import { readHealth } from '../read-health.ts';

function paths(body: unknown): Record<string, string> {
  const bytes = new TextEncoder().encode(JSON.stringify(body));
  const { components } = readHealth(bytes, {
    status: 200,
    contentType: 'application/json',
    path: '/health',
  });
  return Object.fromEntries(components.map(({ path, state }) => [path, state]));
}

describe('parts of one name in several lists', () => {
  it('are parts of their own, each with the word of its list', () => {
    expect(paths({ databases: { main: 'up' }, caches: { main: 'down' } })).toEqual({
      'databases/main': 'healthy',
      'caches/main': 'unhealthy',
    });
  });

  it('are so one level down, in arrays, and where only some names are shared', () => {
    expect(
      paths({
        components: {
          databases: [
            { name: 'main', status: 'up' },
            { name: 'archive', status: 'up' },
          ],
          queues: [{ name: 'main', status: 'down' }],
        },
      }),
    ).toEqual({ 'databases/main': 'healthy', archive: 'healthy', 'queues/main': 'unhealthy' });
  });

  it('keep their short paths where no other list has the name', () => {
    expect(paths({ databases: { main: 'up' }, caches: { pages: 'down' } })).toEqual({
      main: 'healthy',
      pages: 'unhealthy',
    });
  });

  it('are one where the second list says what passes or fails, or describes the same once more', () => {
    expect(paths({ services: { db: 'up' }, details: { db: { status: 'down' } } })).toEqual({
      db: 'unhealthy',
    });
    expect(Object.keys(paths({ healthy_endpoints: ['m1'], unhealthy_endpoints: ['m1'] }))).toEqual(['m1']);
  });
});
