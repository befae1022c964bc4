import { describe, expect, it } from 'vitest';
import { noticeChange } from './restarts.ts';

describe('a restart', () => {
  it('is an uptime that fell', () => {
    expect(noticeChange({ uptimeMs: 60_000 }, { uptimeMs: 2_000 }).restart).toBe('uptime-fell');
  });

  it('is a pid that changed, also while the uptime grew', () => {
    expect(noticeChange({ uptimeMs: 1_000, pid: 7 }, { uptimeMs: 9_000, pid: 8 }).restart).toBe(
      'pid-changed',
    );
  });

  it('is not an uptime that grew or stood still', () => {
    expect(noticeChange({ uptimeMs: 1_000, pid: 7 }, { uptimeMs: 31_000, pid: 7 }).restart).toBeNull();
    expect(noticeChange({ uptimeMs: 1_000 }, { uptimeMs: 1_000 }).restart).toBeNull();
  });

  it('is not a fact that only one of two looks tells', () => {
    expect(noticeChange({ uptimeMs: 60_000 }, { pid: 8 }).restart).toBeNull();
    expect(noticeChange(null, { uptimeMs: 1, pid: 8 }).restart).toBeNull();
    expect(noticeChange({ uptimeMs: 60_000, pid: 7 }, null).restart).toBeNull();
  });
});

describe('a deploy', () => {
  it('is a version that changed, with or without a restart', () => {
    expect(noticeChange({ version: '1.0.0' }, { version: '1.1.0' })).toEqual({
      restart: null,
      deploy: { from: '1.0.0', to: '1.1.0' },
    });
  });

  it('is not the first version that is told, nor one that stays or is left out', () => {
    expect(noticeChange({ pid: 7 }, { version: '1.0.0' }).deploy).toBeNull();
    expect(noticeChange({ version: '1.0.0' }, { version: '1.0.0', pid: 8 }).deploy).toBeNull();
    expect(noticeChange({ version: '1.0.0' }, { pid: 7 }).deploy).toBeNull();
  });
});
