import { userInfo } from 'node:os';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import type { ContractClient } from '../../shared/contract/client.ts';
import { contractOf } from '../fixtures/contract-of.ts';
import { startHealthTarget, type HealthTarget } from '../fixtures/health-target.ts';
import { watchpostHome, type WatchpostHome } from '../fixtures/watchpost-cli.ts';

const PATIENCE = { timeout: 30_000, interval: 100 };
const ISO = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/u;

interface Incident {
  id: string;
  subject: string;
  severity: string;
  state: string;
  startedAt: string;
  endedAt: string | null;
  rules: string[];
  timeline: { at: string; kind: string; text: string }[];
}

describe('an outage, on the command line', () => {
  let home: WatchpostHome;
  let target: HealthTarget;
  let open: ContractClient[] = [];
  beforeAll(async () => {
    target = await startHealthTarget();
  });
  afterAll(() => target.close());
  beforeEach(() => {
    home = watchpostHome();
    target.answer(200, { status: 'ok' });
    write();
  });
  afterEach(async () => {
    for (const client of open) client.close();
    open = [];
    await home.remove();
  });

  const write = (more = '') =>
    home.writeConfig(`version: 1
network: { canaries: [] }
notify: { group_wait: 1s, channels: [{ id: desktop, kind: desktop }] }
defaults: { confirm: { at_least: 0s } }
monitors:
  - { id: web, name: Shop, kind: http, url: "${target.url}", interval: 1s, timeout: 500ms, labels: { team: shop } }
${more}`);
  const contract = async () => {
    const client = await contractOf(home.dataDir);
    open.push(client);
    return client;
  };
  const incidents = async () => (await home.json<Incident[]>(['incidents'])).document;
  const state = async () => (await home.json<{ state: string }>(['health'])).document.state;
  const failing = async () => {
    await vi.waitFor(async () => expect(await state()).toBe('healthy'), PATIENCE);
    target.answer(503, { status: 'down' });
    return vi.waitFor(async () => {
      const [incident] = await incidents();
      expect(incident?.state).toBe('open');
      return incident as Incident;
    }, PATIENCE);
  };

  it('is an incident with its timeline from the first alert to its end', async () => {
    await home.serve();
    const opened = await failing();
    expect(opened).toEqual({
      id: expect.any(String),
      subject: 'web',
      severity: 'critical',
      state: 'open',
      startedAt: expect.stringMatching(ISO),
      endedAt: null,
      rules: ['unhealthy'],
      timeline: expect.arrayContaining([
        { at: expect.stringMatching(ISO), kind: 'alert', text: 'unhealthy fires (critical)' },
      ]),
    });
    target.answer(200, { status: 'ok' });
    await vi.waitFor(async () => expect((await incidents())[0]?.state).toBe('closed'), PATIENCE);
    const [closed, ...others] = await incidents();
    expect(others).toEqual([]);
    expect(closed).toMatchObject({ id: opened.id, endedAt: expect.stringMatching(ISO) });
    const times = closed?.timeline.map(({ at }) => at) ?? [];
    expect(times).toEqual(times.toSorted());
    const shown = await home.run(['incidents']);
    expect(shown).toMatchObject({ code: 0, stderr: '' });
    expect(shown.stdout).toContain('critical · lasted');
  });

  it('is explained, acknowledged and noted, and all of it is known after a kill', async () => {
    const serving = await home.serve();
    const { id } = await failing();
    const why = await home.run(['alerts', 'why', 'web']);
    expect(why.stdout).toMatch(/unhealthy: fires since .*state is unhealthy/u);
    expect(why.stdout).toMatch(/degraded: does not fire: it is unhealthy, it fires when degraded/u);
    expect(await home.json(['alerts', 'why', 'nobody'])).toMatchObject({
      code: 1,
      document: { error: { code: 'unknown-subject' } },
    });
    expect(await home.json(['ack', 'nobody'])).toMatchObject({
      code: 1,
      document: { error: { code: 'nothing-fires' } },
    });
    expect(await home.json(['ack', 'web', '--text', 'on it'])).toEqual({
      code: 0,
      document: { acked: 'web' },
    });
    const client = await contract();
    await client.call('addNote', { incidentId: id, text: 'the disk is full' });
    await expect(client.call('addNote', { incidentId: 'nope', text: 'x' })).rejects.toMatchObject({
      code: 'unknown-incident',
    });
    await serving.end('SIGKILL');

    const me = userInfo().username;
    const afterKill = await incidents();
    expect(afterKill[0]?.timeline.filter(({ kind }) => kind === 'ack' || kind === 'note')).toEqual([
      { at: expect.any(String), kind: 'ack', text: `acknowledged by ${me}: on it` },
      { at: expect.any(String), kind: 'note', text: `${me}: the disk is full` },
    ]);
    const stopped = await home.run(['alerts', 'why', 'web']);
    expect(stopped.stdout).toContain('Watchpost does not run; this is what it decided last.');

    await home.serve();
    const again = await contract();
    const { alerts, rules } = await again.call('alerts', {});
    expect(alerts).toEqual([
      expect.objectContaining({
        rule: 'unhealthy',
        subject: 'web',
        name: 'Shop',
        phase: 'firing',
        acked: { at: expect.any(Number), by: me, text: 'on it' },
      }),
    ]);
    expect(rules.find((rule) => rule.id === 'unhealthy')).toMatchObject({
      condition: 'state is unhealthy',
      builtIn: true,
      subjects: 1,
      firing: 1,
    });
    const whole = await again.call('incident', { id });
    expect(whole.incident).toMatchObject({ id, name: 'Shop', acked: { by: me, text: 'on it' } });
    const { entries } = await again.call('audit', {});
    expect(entries.map(({ by, action }) => [by, action])).toEqual([
      [me, 'note'],
      [me, 'ack'],
    ]);
  });

  it('is quiet while it is silenced, which outlives a restart and ends when it is removed', async () => {
    const serving = await home.serve();
    const added = await home.json<{ id: string; until: string }>([
      'silence',
      'add',
      '--match',
      'team=shop',
      '--for',
      '1h',
      '--reason',
      'moving',
    ]);
    expect(added).toEqual({
      code: 0,
      document: { id: expect.any(String), match: { team: ['shop'] }, until: expect.stringMatching(ISO) },
    });
    const { id } = added.document;
    await failing();
    const held = await vi.waitFor(async () => {
      const { stdout } = await home.run(['alerts', 'why', 'web']);
      expect(stdout).toContain(`silenced: moving (${id})`);
      return stdout;
    }, PATIENCE);
    expect(held).not.toContain('delivered');
    await serving.end();

    const gone = await home.json(['silence', 'add', '--match', 'monitor=web', '--for', '1h']);
    expect(gone).toMatchObject({ code: 1, document: { error: { code: 'not-running' } } });

    await home.serve();
    const listed = await home.json<object[]>(['silence', 'list']);
    expect(listed.document).toEqual([
      {
        id,
        match: { team: ['shop'] },
        from: expect.stringMatching(ISO),
        until: added.document.until,
        reason: 'moving',
        by: userInfo().username,
        state: 'active',
        subjects: ['web'],
      },
    ]);
    const client = await contract();
    expect((await client.call('notifications', {})).notifications).toEqual([]);
    expect(await home.json(['silence', 'remove', 'nope'])).toMatchObject({
      code: 1,
      document: { error: { code: 'unknown-silence' } },
    });
    expect((await home.json(['silence', 'remove', id])).code).toBe(0);
    await vi.waitFor(async () => {
      const { notifications } = await client.call('notifications', {});
      expect(notifications.map(({ title }) => title)).toEqual(['Shop is unhealthy']);
    }, PATIENCE);
    expect((await client.call('silences', {})).silences[0]).toMatchObject({ id, state: 'over' });
    const { rules } = await client.call('noise', {});
    const { notifications } = await client.call('notifications', {});
    // Where nothing on this machine shows popups, the window did; that interrupts nobody.
    const shown = notifications.filter(({ outcome }) => outcome === 'shown');
    expect(rules.map(({ rule, severity, popups }) => ({ rule, severity, popups }))).toEqual(
      shown.map(() => ({ rule: 'unhealthy', severity: 'critical', popups: 1 })),
    );
  });

  it('refuses a match by a key that nothing has, and takes one that fits nothing', async () => {
    await home.serve();
    await vi.waitFor(async () => expect(await state()).toBe('healthy'), PATIENCE);
    const refused = await home.json<{ error: { message: string } }>([
      'silence',
      'add',
      '--match',
      'taem=shop',
      '--for',
      '1h',
    ]);
    expect(refused.code).toBe(1);
    expect(refused.document.error.message).toBe(
      '"taem" is nothing to match by; known are monitor, group, kind, environment, severity, rule, team.',
    );
    expect((await home.json(['silence', 'add', '--match', 'monitor=nobody', '--for', '1h'])).code).toBe(0);
    const client = await contract();
    const { silences } = await client.call('silences', {});
    expect(silences.map(({ subjects }) => subjects)).toEqual([[]]);
  });

  it('writes down what a new configuration adds, changes and removes, by ids alone', async () => {
    await home.serve();
    await vi.waitFor(async () => expect(await state()).toBe('healthy'), PATIENCE);
    const client = await contract();
    write(
      '  - { id: db, kind: tcp, host: 127.0.0.1, port: 1, enabled: false }\nalerts:\n  - { id: down, when: { state: unhealthy } }\n',
    );
    await vi.waitFor(async () => {
      const { entries } = await client.call('audit', {});
      expect(entries.map(({ action, text }) => [action, text])).toEqual([
        ['configuration', 'rules removed: unhealthy, degraded, cert-expiry, new-error, stale'],
        ['configuration', 'rules added: down'],
        ['configuration', 'monitors added: db'],
      ]);
    }, PATIENCE);
    const { rules } = await client.call('alerts', {});
    expect(rules.map(({ id, builtIn, place }) => ({ id, builtIn, place }))).toEqual([
      { id: 'down', builtIn: false, place: { file: home.configFile, line: 9 } },
      { id: 'flapping', builtIn: true, place: null },
      { id: 'offline', builtIn: true, place: null },
    ]);
    expect((await home.json(['pause', '--monitor', 'web'])).code).toBe(0);
    await vi.waitFor(async () => {
      const { entries } = await client.call('audit', { limit: 1 });
      expect(entries).toEqual([
        expect.objectContaining({ by: userInfo().username, action: 'pause', text: 'monitors paused: web' }),
      ]);
    }, PATIENCE);
  });
});
