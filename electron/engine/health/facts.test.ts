import { describe, expect, it } from 'vitest';
import { factsOf } from './facts.ts';
import type { JsonObject } from './json.ts';

describe('facts about the process', () => {
  it.each<[string, JsonObject, object]>([
    ['a bare uptime in seconds', { uptime: 12.5 }, { uptimeMs: 12_500 }],
    ['a large bare uptime in seconds all the same', { uptime: 900_000_000 }, { uptimeMs: 900_000_000_000 }],
    ['an uptime in milliseconds by its key', { uptime_ms: 250 }, { uptimeMs: 250 }],
    ['numbers as strings', { uptime: '3600', pid: '17' }, { uptimeMs: 3_600_000, pid: 17 }],
    ['a unit in the text', { uptime: '950 ms' }, { uptimeMs: 950 }],
    ['the process section', { process: { uptime: 1, pid: 4 } }, { uptimeMs: 1000, pid: 4 }],
    ['version before release', { releaseId: '1.2.2', version: 3 }, { version: '3' }],
    ['the outer version before an inner one', { app: { version: '1' }, version: '2' }, { version: '2' }],
  ])('include %s', (_title, body, facts) => {
    expect(factsOf(body)).toEqual(facts);
  });

  it('leave out what is no fact', () => {
    const body = {
      uptime: '3 days',
      pid: -1,
      version: { number: '8' },
      nodeVersion: 'v20',
      system: { version: 'go1.22' },
    };
    expect(factsOf(body)).toEqual({});
  });
});
