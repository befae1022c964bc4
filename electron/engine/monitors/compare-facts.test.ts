import { expect, it } from 'vitest';
import { compareFacts } from './compare-facts.ts';

it('tells a restart and a new version, and nothing at the first look', () => {
  const before = { at: 0, uptimeMs: 60_000, pid: 10, version: '1.4.2' };
  expect(compareFacts(before, { uptimeMs: 2000, pid: 11, version: '1.5.0' }, 1000)).toEqual({
    restarted: true,
    events: [
      { kind: 'restart', text: 'restarted' },
      { kind: 'version', text: 'version 1.4.2 → 1.5.0' },
    ],
  });
  expect(compareFacts(before, { uptimeMs: 61_000, pid: 10 }, 1000)).toEqual({ restarted: false, events: [] });
  expect(compareFacts(null, { pid: 11 }, 1000)).toEqual({ restarted: false, events: [] });
});
