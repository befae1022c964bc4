import { describe, expect, it } from 'vitest';
import { fileMonitor } from '../../../../../tests/fixtures/monitors.ts';
import { datedAhead, judgeFiles, newestFirst, type Weighed } from './judge.ts';

const HOUR = 3_600_000;
const NOW = Date.UTC(2026, 6, 5);

function match(name: string, ageMs: number, bytes = 214_000_000, atLeast = false): Weighed {
  return { name, path: `/backups/${name}`, mtimeMs: NOW - ageMs, size: bytes, weight: { bytes, atLeast } };
}

function judge(
  more: Partial<Parameters<typeof fileMonitor>[0]>,
  matches: Weighed[],
): { state: string; message: string } {
  const sorted = newestFirst(matches, NOW) as Weighed[];
  const [newest = null, before = null] = sorted;
  const found = { count: matches.length, newest, before, ahead: datedAhead(matches, NOW) };
  return judgeFiles(fileMonitor({ path: '/backups/2*', ...more }), found, NOW);
}

describe('the matches of a file monitor', () => {
  it('are healthy without limits, and told', () => {
    expect(judge({}, [match('a', 11 * HOUR)])).toEqual({ state: 'healthy', message: '11 h old, 214 MB' });
  });

  it.each([
    [26 * HOUR, 'healthy', 'dump: 26 h old, 214 MB'],
    [26 * HOUR + 1, 'degraded', 'dump: 26 h old, 214 MB; older than 26 h'],
    [50 * HOUR + 1, 'unhealthy', 'dump: 50 h old, 214 MB; older than 50 h'],
  ])('are judged by the age of the newest: %d ms is %s', (age, state, message) => {
    const newest = { degraded: 26 * HOUR, unhealthy: 50 * HOUR };
    expect(judge({ newest }, [match('older', 99 * HOUR), match('dump', age)])).toEqual({ state, message });
  });

  it('are judged by the size of the newest', () => {
    expect(judge({ minSize: 1_000_000 }, [match('a', HOUR, 999_999)])).toEqual({
      state: 'unhealthy',
      message: '60 min old, 999 kB; smaller than 1 MB',
    });
    expect(judge({ minSize: 1_000_000 }, [match('a', HOUR, 5, true)]).message).toContain(
      'as far as it could be added up',
    );
  });

  it('are judged by how much smaller the newest is than the one before', () => {
    const shrunk = [match('new', HOUR, 40), match('old', 25 * HOUR, 100)];
    expect(judge({ shrink: 0.6 }, shrunk).state).toBe('healthy');
    expect(judge({ shrink: 0.5 }, shrunk)).toEqual({
      state: 'unhealthy',
      message: 'new: 60 min old, 40 B; 60 % smaller than the 100 B of old, at most 50 % is expected',
    });
    expect(judge({ shrink: 0.5 }, [match('only', HOUR, 1)]).state).toBe('healthy');
    expect(judge({ shrink: 0.5 }, [match('new', HOUR, 0), match('old', 25 * HOUR, 0)]).state).toBe('healthy');
  });

  it('are counted', () => {
    const two = [match('a', HOUR), match('b', 2 * HOUR)];
    expect(judge({ count: { min: 2, max: 2 } }, two).state).toBe('healthy');
    expect(judge({ count: { min: 3, max: null } }, two).message).toContain('2 matches, at least 3 expected');
    expect(judge({ count: { min: null, max: 1 } }, two).message).toContain('2 matches, at most 1 expected');
  });

  it('that are dated in the future do not hide an old newest one', () => {
    const found = judge({ newest: { unhealthy: 50 * HOUR } }, [
      match('wrong', -900 * HOUR),
      match('dump', 60 * HOUR),
    ]);
    expect(found.state).toBe('unhealthy');
    expect(found.message).toBe(
      'dump: 60 h old, 214 MB; older than 50 h; 1 dated in the future, check the clocks',
    );
  });

  it('that are all dated in the future are worth a look', () => {
    expect(judge({ newest: { degraded: HOUR } }, [match('wrong', -11 * HOUR)])).toEqual({
      state: 'degraded',
      message: 'dated 11 h in the future, 214 MB; 1 dated in the future, check the clocks',
    });
  });

  it('may be dated a little ahead, as clocks of file servers are', () => {
    expect(judge({ newest: { degraded: HOUR } }, [match('a', -60_000)])).toEqual({
      state: 'healthy',
      message: '0 ms old, 214 MB',
    });
  });
});
