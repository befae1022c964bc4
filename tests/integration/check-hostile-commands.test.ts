import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';
import type { CheckOutcome } from '../../shared/domain/check-result.ts';

const PROGRAM = fileURLToPath(new URL('../fixtures/processes/flood-check.ts', import.meta.url));
const MEBIBYTE = 1024 * 1024;

/** Checks a command in a process of its own, whose memory nothing else touches. */
async function flood(
  timeoutMs: number,
  script: string,
): Promise<{ found: CheckOutcome; roseBy: number; turns: number }> {
  const args = [PROGRAM, String(timeoutMs), process.execPath, '-e', script];
  const { stdout } = await promisify(execFile)(process.execPath, args, { maxBuffer: 16 * MEBIBYTE });
  return JSON.parse(stdout) as { found: CheckOutcome; roseBy: number; turns: number };
}

describe.skipIf(process.platform === 'win32')('a command that floods', () => {
  it('on both outputs until its timeout costs bounded memory and leaves the event loop its turns', async () => {
    const { found, roseBy, turns } = await flood(
      3_000,
      `const fs = require('node:fs'); const block = Buffer.alloc(65536, 'x'); for (;;) { fs.writeSync(1, block); fs.writeSync(2, block); }`,
    );
    expect(found).toMatchObject({ state: 'unhealthy', failure: 'timeout', latencyMs: 3_000 });
    expect(roseBy).toBeLessThan(32 * MEBIBYTE);
    // At 5 ms each 600 could be had; a loop that is kept busy would have a handful.
    expect(turns).toBeGreaterThan(20);
  });

  it('and then ends is judged by its exit code, with a note', async () => {
    const { found, roseBy } = await flood(
      60_000,
      `const fs = require('node:fs'); fs.writeSync(1, 'all is well\\n'); const block = Buffer.alloc(65536, 'x'); for (let i = 0; i < 320; i += 1) fs.writeSync(1, block);`,
    );
    expect(found).toMatchObject({ state: 'healthy', message: 'all is well; output cut at 1 MiB' });
    expect(roseBy).toBeLessThan(32 * MEBIBYTE);
  });

  it('in a thousand small pieces a time costs no more than in big ones', async () => {
    const { found, roseBy } = await flood(
      2_000,
      `const fs = require('node:fs'); for (;;) fs.writeSync(1, 'xxxxxxxxxx\\n');`,
    );
    expect(found.failure).toBe('timeout');
    expect(roseBy).toBeLessThan(32 * MEBIBYTE);
  });
});
