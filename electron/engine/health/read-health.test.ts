import { describe, expect, it } from 'vitest';
import { MOST_COMPONENTS } from './assemble.ts';
import type { HealthReading, HealthResponse } from './dialect.ts';
import { dialects } from './dialects.ts';
import { readHealth } from './read-health.ts';

const read = (body: unknown, to: Partial<HealthResponse> = {}): HealthReading =>
  readHealth(new TextEncoder().encode(typeof body === 'string' ? body : JSON.stringify(body)), {
    status: 200,
    contentType: 'application/json',
    path: '/health',
    ...to,
  });

describe('readHealth', () => {
  it('reads a body of a million levels as not understood, with a note', () => {
    const levels = 1_000_000;
    expect(read('['.repeat(levels) + ']'.repeat(levels))).toMatchObject({
      dialect: null,
      state: null,
      message: 'nested deeper than 32 levels, the rest was not read',
    });
  });

  it('calls a million brackets that never close invalid JSON', () => {
    expect(read('['.repeat(1_000_000))).toMatchObject({ state: 'degraded', dialect: null });
    expect(read('{"a":'.repeat(200_000))).toMatchObject({ state: 'degraded', dialect: null });
  });

  it('reads what lies above the cut and notes the rest', () => {
    const deep = '['.repeat(40) + ']'.repeat(40);
    expect(read(`{"status":"ok","checks":{"db":{"status":"down","extra":${deep}}}}`)).toMatchObject({
      state: 'degraded',
      components: [{ path: 'db', state: 'unhealthy' }],
      message: 'the body says ok, but not of db; nested deeper than 32 levels, the rest was not read',
    });
  });

  it('reads a component at level 32 and none below', () => {
    const nested = (levels: number): unknown =>
      Array.from({ length: levels }).reduce((inner) => ({ a: inner }), { status: 'down' } as unknown);
    expect(read(nested(31)).state).toBe('unhealthy');
    expect(read(nested(32)).state).toBeNull();
  });

  it('counts every component but lists a bounded number, failing ones first', () => {
    const checks = Object.fromEntries(
      Array.from({ length: 5000 }, (_, i) => [`part ${i}`, i === 4999 ? 'down' : 'ok']),
    );
    const { state, components } = read({ checks });
    expect(state).toBe('unhealthy');
    expect(components).toHaveLength(MOST_COMPONENTS);
    expect(components[0]).toEqual({ path: 'part 4999', state: 'unhealthy' });
  });

  it.each([
    [
      'a map',
      Object.fromEntries(Array.from({ length: 100_000 }, (_, i) => [`part ${i}`, i === 7 ? 'down' : 'ok'])),
    ],
    ['a list', Array.from({ length: 100_000 }, (_, i) => ({ name: `part ${i}`, ok: i !== 7 }))],
  ])('reads a hundred thousand components of %s', (_title, checks) => {
    const { state, components } = read({ checks });
    expect(state).toBe('unhealthy');
    expect(components).toHaveLength(MOST_COMPONENTS);
    expect(components[0]).toEqual({ path: 'part 7', state: 'unhealthy' });
  });

  it('cuts the message of a component to 300 characters', () => {
    const { components } = read({ checks: { db: { status: 'down', error: 'x'.repeat(100_000) } } });
    expect(components[0]?.message).toHaveLength(300);
  });

  it('defines no status for a dialect without codes of its own', () => {
    expect(read({ status: 'ok' }, { status: 429 })).toMatchObject({ dialect: null, definesStatus: false });
  });

  it('keeps a body that says unknown unknown, but not over a failing part', () => {
    expect(read({ status: 'unknown' }).state).toBe('unknown');
    expect(read({ status: 'unknown', checks: { db: 'down' } }).state).toBe('unhealthy');
  });

  it('lets a disabled mark outrank a false beside it', () => {
    expect(read({ checks: [{ name: 'smtp', healthy: false, status: 'disabled' }] }).components).toEqual([
      { path: 'smtp', state: 'unknown' },
    ]);
  });

  it('takes the worst of two entries of one name from different places', () => {
    const body = {
      status: 'degraded',
      services: [{ name: 'db', healthy: true }],
      db: { status: 'down', error: 'gone' },
    };
    expect(read(body).components).toEqual([{ path: 'db', state: 'unhealthy', message: 'gone' }]);
  });

  it('makes models with one failing endpoint degraded and with none left unhealthy', () => {
    const body = {
      healthy_endpoints: [{ model: 'gpt' }],
      unhealthy_endpoints: [
        { model: 'gpt', error: 'timeout' },
        { model: 'claude', error: '401' },
      ],
      healthy_count: 1,
    };
    expect(read(body)).toMatchObject({
      state: 'unhealthy',
      components: [
        { path: 'gpt', state: 'degraded' },
        { path: 'claude', state: 'unhealthy', message: '401' },
      ],
    });
  });

  it('reads the last JSON document of a command that prints log lines before it', () => {
    const output = '[info] starting checks\n{"level":"info","message":"done"}\n{"status":"degraded"}\n';
    expect(read(output, { status: null, contentType: null, path: null }).state).toBe('degraded');
    expect(read(output, { contentType: 'text/plain' }).state).toBeNull();
  });

  it('names every dialect once', () => {
    const names = dialects.map((dialect) => dialect.name);
    expect(new Set(names).size).toBe(names.length);
  });
});
