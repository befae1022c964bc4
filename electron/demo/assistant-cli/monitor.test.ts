import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { StandingClock } from '../../../tests/fakes/standing-clock.ts';
import { runMonitorCommand } from './monitor.ts';
import { SETTINGS } from './settings.ts';
import { writeVitals, type Vitals } from './vitals.ts';

const CALM: Vitals = {
  databaseMs: 8,
  llmMs: 700,
  heapUsedBytes: 40,
  heapTotalBytes: 100,
  metrics: [{ name: 'memory_rss_bytes', labels: {}, value: 1 }],
};

let dir = '';
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'watchpost-assistant-'));
  writeFileSync(join(dir, 'config.json'), JSON.stringify(SETTINGS));
});
afterEach(() => rmSync(dir, { recursive: true, force: true }));

async function run(...args: string[]): Promise<{ code: number; out: string; err: string }> {
  let out = '';
  let err = '';
  const io = {
    cwd: dir,
    clock: new StandingClock(),
    out: (text: string) => void (out += text),
    err: (text: string) => void (err += text),
  };
  const code = await runMonitorCommand(args, io);
  return { code, out, err };
}

describe("the assistant's monitor command", () => {
  it.each([
    [0, 'healthy', {}],
    [1, 'degraded', { databaseMs: 180 }],
    [2, 'unhealthy', { heapUsedBytes: 95 }],
  ])('exits %i when %s', async (code, status, change) => {
    await writeVitals(dir, { ...CALM, ...change });
    const result = await run('health');
    expect(result.code).toBe(code);
    expect(JSON.parse(result.out)).toMatchObject({ status, checks: [{}, {}, {}] });
  });

  it('is unhealthy while the assistant has never run', async () => {
    expect((await run('health')).code).toBe(2);
  });

  it('prints the metrics', async () => {
    await writeVitals(dir, CALM);
    const { code, out } = await run('metrics');
    expect(code).toBe(0);
    expect(JSON.parse(out)).toMatchObject({ metrics: CALM.metrics });
  });

  it('prints every problem of its configuration as path: message, and fails', async () => {
    writeFileSync(
      join(dir, 'config.json'),
      JSON.stringify({ environment: 'moon', database: {}, llm: SETTINGS.llm }),
    );
    const { code, out, err } = await run('health');
    expect(code).toBe(2);
    expect(out).toBe('');
    expect(
      err
        .trim()
        .split('\n')
        .map((line) => line.split(':')[0]),
    ).toEqual(['environment', 'database.file']);
  });

  it('knows no other command', async () => {
    expect(await run('dance')).toMatchObject({ code: 64, out: '' });
  });
});
