import { fork } from 'node:child_process';
import { once } from 'node:events';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { AUTHORITY_FILE } from '../fixtures/certificates.ts';
import type { MemoryOrder, MemoryReport } from '../fixtures/check-memory-child.ts';
import {
  HOSTILE,
  startHostileServers,
  type HostileName,
  type HostileServers,
} from '../fixtures/servers/hostile.ts';
import { body } from '../fixtures/servers/odd-bodies.ts';
import type { TestServer } from '../fixtures/servers/test-server.ts';

const MIB = 1024 * 1024;

/**
 * Checked alone, in http-check-hostile.test.ts. With these four as well the whole lot has been seen at 30 MiB, so near
 * the bound that the moment of a garbage collection would decide about the test.
 */
const ALONE = new Set<HostileName>(['endlessCrumbs', 'endlessHints', 'endlessTrailers', 'emptyBlocks']);

/** Runs the checks in a process of their own, so that the servers' memory does not count. */
async function measureApart(order: MemoryOrder): Promise<MemoryReport> {
  const child = fork(new URL('../fixtures/check-memory-child.ts', import.meta.url), {
    execArgv: ['--expose-gc', '--disable-warning=ExperimentalWarning'],
  });
  child.send(order);
  const [report] = (await once(child, 'message')) as [MemoryReport];
  return report;
}

describe('all hostile targets at once', () => {
  let servers: HostileServers;
  let calm: TestServer;
  let report: MemoryReport;
  let hostile: string[];

  beforeAll(async () => {
    [servers, calm] = await Promise.all([startHostileServers(), body('{"status":"UP"}')]);
    const names = (Object.keys(HOSTILE) as HostileName[]).filter((name) => !ALONE.has(name));
    hostile = names.map((name) => servers.url(name));
    report = await measureApart({ calm: calm.url, hostile, ca: AUTHORITY_FILE, timeoutMs: 5_000 });
  });
  afterAll(async () => {
    await Promise.all([servers.close(), calm.close()]);
  });

  it('each come to an end', () => {
    expect(Object.keys(report.states)).toEqual(hostile);
  });

  it('leave no memory, socket or timer behind', () => {
    expect(report.kept).toBeLessThan(4 * MIB);
    expect(report.resources).toEqual([]);
  });

  it('need at most 32 MiB together', () => {
    expect(report.peak).toBeLessThan(32 * MIB);
  });

  it('do not disturb another monitor', () => {
    expect(report.calm.length).toBeGreaterThan(0);
    expect(new Set(report.calm.map(({ state }) => state))).toEqual(new Set(['healthy']));
  });
});
