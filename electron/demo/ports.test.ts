import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { choosePorts } from './ports.ts';
import { seededRandom } from './seeded-random.ts';

let dir = '';
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'watchpost-ports-'));
});
afterEach(() => rmSync(dir, { recursive: true, force: true }));

describe('the ports of the demo', () => {
  it('are different ones, and the same again after a restart', async () => {
    const first = await choosePorts(dir, seededRandom(11));
    expect(new Set(Object.values(first)).size).toBe(Object.keys(first).length);
    expect(await choosePorts(dir, seededRandom(12))).toEqual(first);
  });

  it('give way where another program has taken one', async () => {
    const first = await choosePorts(dir, seededRandom(13));
    const other = createServer().listen(first.redis, '127.0.0.1');
    await once(other, 'listening');
    const second = await choosePorts(dir, seededRandom(14));
    other.close();
    expect(second).toEqual({ ...first, redis: second.redis });
    expect(second.redis).not.toBe(first.redis);
  });

  it('are chosen anew where the file is not one of ours', async () => {
    writeFileSync(join(dir, 'ports.json'), '{"redis": "yes"}');
    expect(Object.values(await choosePorts(dir, seededRandom(15))).every((port) => port > 1023)).toBe(true);
  });
});
