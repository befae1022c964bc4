import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { winstonLog } from './winston-log.ts';

let dir = '';
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'watchpost-winston-'));
});
afterEach(() => rmSync(dir, { recursive: true, force: true }));

const lines = (name: string): { level: string; message: string }[] =>
  readFileSync(join(dir, name), 'utf8')
    .split('\n')
    .slice(0, -1)
    .map((line) => JSON.parse(line) as { level: string; message: string });

const never = (message: string): void => {
  throw new Error(message);
};

const file = (path: string) =>
  ({ path: join(dir, path), level: 'info', maxBytes: 2_000, maxFiles: 3 }) as const;

describe('the winston logs of the demo', () => {
  it('are JSON lines, with errors also in a file of their own', async () => {
    const log = winstonLog(
      [
        { ...file('combined.log'), tailable: false },
        { ...file('error.log'), level: 'error', tailable: false },
      ],
      never,
    );
    log.write({ level: 'info', message: 'one' });
    log.write({
      level: 'error',
      message: 'two',
      error: { name: 'Error', message: 'no', stack: 'Error: no\n    at x' },
    });
    await log.close();
    expect(lines('combined.log').map(({ message }) => message)).toEqual(['one', 'two']);
    expect(lines('error.log')).toEqual([
      {
        level: 'error',
        message: 'two',
        error: { name: 'Error', message: 'no', stack: 'Error: no\n    at x' },
      },
    ]);
  });

  it.each([true, false])('rotate by size and keep few files (tailable: %s)', async (tailable) => {
    const log = winstonLog([{ ...file('combined.log'), tailable }], never);
    for (let number = 0; number < 200; number += 1) {
      log.write({ level: 'info', message: `line ${number} ${'.'.repeat(60)}` });
      await new Promise((resolve) => setTimeout(resolve, 1)); // Rotation takes a moment; the demo writes slowly.
    }
    await log.close();
    const names = readdirSync(dir);
    expect(names.length).toBeGreaterThan(1);
    expect(names.length).toBeLessThanOrEqual(4);
    const newest = names.flatMap(lines).map(({ message }) => Number(message.split(' ')[1]));
    expect(Math.max(...newest)).toBe(199);
  });
});
