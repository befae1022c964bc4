import { appendFileSync, mkdirSync, renameSync } from 'node:fs';
import path from 'node:path';
import BetterSqlite from 'better-sqlite3';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import type { ContractClient } from '../../shared/contract/client.ts';
import { contractOf } from '../fixtures/contract-of.ts';
import { winstonLine } from '../fixtures/log-store.ts';
import { startHealthTarget } from '../fixtures/health-target.ts';
import { startReceiver, type Received } from '../fixtures/receiver.ts';
import { recordsOnDisk } from '../fixtures/stored-logs.ts';
import { watchpostHome } from '../fixtures/watchpost-cli.ts';

const PATIENCE = { timeout: 40_000, interval: 100 };

interface Popup {
  id: string;
  kind: string;
  title: string;
  body: string;
  subjects: string[];
  incidentId: string | null;
  evidence: { title: string; lines: string[] } | null;
}

/** An instance with log directories of its own, whose popups come to a receiver on loopback. */
async function setUp(sources: readonly string[], rest: string, channel = '') {
  const home = watchpostHome();
  onTestFinished(() => home.remove());
  const { url, received } = await startReceiver();
  const dirs = sources.map((id) => path.join(home.work, id));
  for (const dir of dirs) mkdirSync(dir);
  const logs = sources.map(
    (id, index) =>
      `  - { id: ${id}, dir: ${JSON.stringify(dirs[index])}, include: ["*.log"], group: ${id}, monitors: [${rest.includes('id: api') ? 'api' : ''}], poll: 200ms }`,
  );
  home.writeConfig(`version: 1
network: { canaries: [] }
logs:
${logs.join('\n')}
notify:
  group_wait: 1s
  channels: [{ id: hook, kind: webhook, url: "${url}", min_severity: info${channel} }]
${rest}
`);
  const log = (source: string, message: string, fields: Record<string, unknown> = {}) =>
    appendFileSync(path.join(home.work, source, 'app.log'), `${winstonLine(Date.now(), message, fields)}\n`);
  return { home, log, popups: () => popupsOf(received) };
}

/** What was received, each once: a second copy carries the same id. */
function popupsOf(received: readonly Received[]): Popup[] {
  const all = received.map(({ body }) => JSON.parse(body) as Popup);
  return [...new Map(all.map((popup) => [popup.id, popup])).values()];
}

/** Waits until all sources are read. */
async function read(client: ContractClient): Promise<void> {
  await vi.waitFor(async () => {
    const { sources } = await client.call('logSources', {});
    expect(sources.map(({ state, reason }) => [state, reason])).toEqual(sources.map(() => ['ok', null]));
  }, PATIENCE);
}

/** Waits until a message lies in logs.db. */
async function stored(dataDir: string, message: string): Promise<void> {
  await vi.waitFor(
    () => {
      const db = new BetterSqlite(path.join(dataDir, 'logs.db'), { readonly: true });
      try {
        expect(recordsOnDisk(db).some(({ raw }) => raw.includes(message))).toBe(true);
      } finally {
        db.close();
      }
    },
    { timeout: 40_000, interval: 10 },
  );
}

const MONITOR = (url: string) =>
  `monitors: [{ id: api, name: API, kind: http, url: "${url}", interval: 1s, timeout: 500ms, confirm: { at_least: 0s } }]`;

describe('a service that fails beside an error in its log', () => {
  it('is one popup that says what the log said, and an incident that has it in its timeline', async () => {
    const target = await startHealthTarget();
    onTestFinished(() => target.close());
    const { home, log, popups } = await setUp(['app'], MONITOR(target.url), ', evidence: full');
    await home.serve();
    const client = await contractOf(home.dataDir);
    await read(client);
    await vi.waitFor(() => expect(target.asked()).toBeGreaterThan(1), PATIENCE);
    log('app', 'about to fail');
    log('app', 'pool exhausted', { level: 'error' });
    await stored(home.dataDir, 'pool exhausted');
    target.answer(503, { status: 'down' });
    const popup = await vi.waitFor(() => {
      const found = popups().find(({ subjects }) => subjects.includes('api'));
      expect(found).toBeDefined();
      return found;
    }, PATIENCE);
    expect(popup?.evidence).toEqual({
      title: 'New error: pool exhausted',
      lines: [expect.stringMatching(/ERROR pool exhausted$/u)],
    });
    const evidence = async () => {
      const { timeline } = await client.call('incident', { id: popup?.incidentId ?? '' });
      return timeline.filter(({ kind }) => kind === 'evidence').map(({ text }) => text);
    };
    await vi.waitFor(async () => {
      expect(await evidence()).toEqual(['New error: pool exhausted', 'ERROR pool exhausted']);
    }, PATIENCE);
  }, 120_000);
});

describe('new errors in a log', () => {
  it('are one popup of a source in a quarter of an hour, and say nothing where they were there before', async () => {
    const { home, log, popups } = await setUp(['app', 'old'], '');
    log('old', 'long known', { level: 'error' });
    await home.serve();
    const client = await contractOf(home.dataDir);
    await read(client);
    await stored(home.dataDir, 'long known');
    log('app', 'first of all', { level: 'error' });
    await vi.waitFor(() => expect(popups()).toHaveLength(1), PATIENCE);
    expect(popups()[0]).toMatchObject({
      kind: 'problem',
      title: 'New error in app: first of all',
      subjects: ['log:app'],
      incidentId: expect.any(String),
    });
    log('app', 'second thing', { level: 'error' });
    log('old', 'another sorrow', { level: 'error' });
    // The source that has said nothing yet speaks; what came before it in the other one does not.
    await vi.waitFor(() => expect(popups()).toHaveLength(2), PATIENCE);
    expect(popups()[1]).toMatchObject({ title: 'New error in old: another sorrow', subjects: ['log:old'] });
  }, 120_000);

  it('are told once each, whenever the process is killed between the log and the decision', async () => {
    const sources = ['a', 'b', 'c', 'd', 'e'];
    const { home, log, popups } = await setUp(sources, '');
    for (const [index, source] of sources.entries()) {
      const serving = await home.serve();
      await read(await contractOf(home.dataDir));
      log(source, `lost in ${source}`, { level: 'error' });
      await stored(home.dataDir, `lost in ${source}`);
      await new Promise((resolve) => setTimeout(resolve, index * 60));
      await serving.end('SIGKILL');
    }
    await home.serve();
    await vi.waitFor(() => expect(popups().length).toBeGreaterThanOrEqual(sources.length), PATIENCE);
    // One more comes last: whatever would be told twice has been told by then.
    log('a', 'the end', { level: 'error' });
    await stored(home.dataDir, 'the end');
    const titles = popups().map(({ title }) => title);
    expect(titles.toSorted()).toEqual(sources.map((source) => `New error in ${source}: lost in ${source}`));
  }, 240_000);
});

describe('a rule on errors that come back', () => {
  it('fires for one that was resolved, and not for one that is ignored', async () => {
    const { home, log, popups } = await setUp(
      ['app', 'web'],
      'alerts: [{ id: back, when: { logs: { level: error }, group: regressed } }]',
    );
    await home.serve();
    const client = await contractOf(home.dataDir);
    await read(client);
    log('app', 'came back', { level: 'error' });
    log('web', 'not again', { level: 'error' });
    const groups = await vi.waitFor(async () => {
      const answer = await client.call('errorGroups', { since: 0 });
      expect(answer.groups).toHaveLength(2);
      return answer.groups;
    }, PATIENCE);
    const idOf = (title: string) => groups.flatMap((group) => (group.title === title ? [group.id] : []));
    await client.call('setErrorGroups', { ids: idOf('not again'), state: 'ignored' });
    await client.call('setErrorGroups', { ids: idOf('came back'), state: 'resolved' });
    log('web', 'not again', { level: 'error' });
    await stored(home.dataDir, 'not again');
    log('app', 'came back', { level: 'error' });
    await vi.waitFor(() => expect(popups()).toHaveLength(1), PATIENCE);
    expect(popups()[0]).toMatchObject({ subjects: ['log:app'], title: 'Error came back in app: came back' });
  }, 120_000);
});

describe('a rule that counts records', () => {
  it('fires when there are more than it allows', async () => {
    const { home, log, popups } = await setUp(
      ['app'],
      'alerts: [{ id: many, when: { logs: { source: app, level: error }, count: true, above: 10, over: 10s } }]',
    );
    await home.serve();
    const client = await contractOf(home.dataDir);
    await read(client);
    let written = 0;
    await vi.waitFor(
      () => {
        for (let line = 0; line < 4; line += 1) log('app', `boom ${(written += 1)}`, { level: 'error' });
        expect(popups()).toHaveLength(1);
      },
      { timeout: 60_000, interval: 1000 },
    );
    expect(popups()[0]).toMatchObject({ kind: 'problem', subjects: ['log:app'] });
    const { value } = (await client.call('alerts', {})).alerts[0] ?? {};
    expect(Number.parseFloat(value ?? '')).toBeGreaterThan(10);
  }, 120_000);
});

describe('a rule on silence', () => {
  it('says nothing about a directory that is gone, and speaks of the silence once it is back', async () => {
    const { home, log, popups } = await setUp(
      ['app'],
      'alerts: [{ id: silent, when: { logs: { source: app }, count: true, below: 1, over: 20s } }]',
    );
    await home.serve();
    const client = await contractOf(home.dataDir);
    await read(client);
    const reason = async () => (await client.call('logSources', {})).sources[0]?.reason ?? null;
    log('app', 'alive');
    await stored(home.dataDir, 'alive');
    renameSync(path.join(home.work, 'app'), path.join(home.work, 'gone'));
    await vi.waitFor(async () => expect(await reason()).not.toBeNull(), PATIENCE);
    // Longer than the window: a source that counted as read would be silent by then.
    await new Promise((resolve) => setTimeout(resolve, 25_000));
    expect(popups()).toEqual([]);
    const { lines } = await client.call('why', { subject: 'log:app' });
    expect(lines.find(({ rule }) => rule === 'silent')?.text).toMatch(/^does not fire: too little is known/u);
    renameSync(path.join(home.work, 'gone'), path.join(home.work, 'app'));
    await vi.waitFor(async () => expect(await reason()).toBeNull(), PATIENCE);
    await vi.waitFor(() => expect(popups()).toHaveLength(1), PATIENCE);
    expect(popups()[0]).toMatchObject({ kind: 'problem', subjects: ['log:app'] });
  }, 180_000);
});
