import { chmodSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import Database from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { startHealthTarget, type HealthTarget } from '../fixtures/health-target.ts';
import { startReceiver } from '../fixtures/receiver.ts';
import { startSmtp } from '../fixtures/smtp-receiver.ts';
import { watchpostHome, type WatchpostHome } from '../fixtures/watchpost-cli.ts';

const PATIENCE = { timeout: 30_000, interval: 50 };

describe('channels of a running instance', () => {
  let home: WatchpostHome;
  let target: HealthTarget;
  beforeEach(async () => {
    home = watchpostHome();
    target = await startHealthTarget();
  });
  afterEach(async () => {
    await home.remove();
    await target.close();
  });

  it('each take a test message, and say what took it or why not, without secrets', async () => {
    const http = await startReceiver((response, { path: asked }) =>
      response.writeHead(asked.startsWith('/gone') ? 404 : 200).end('gone is gone'),
    );
    const smtp = await startSmtp();
    const page = path.join(home.work, 'page.cjs');
    const called = path.join(home.work, 'called');
    writeFileSync(
      page,
      `#!${process.execPath}\nrequire('node:fs').writeFileSync(${JSON.stringify(called)}, process.argv[2])`,
    );
    chmodSync(page, 0o755);
    home.writeConfig(`version: 1
monitors: []
notify:
  deadman: { url: "${http.url}/ping/0123456789abcdefghij", every: 1h }
  channels:
    - { id: popup, kind: desktop }
    - { id: hook, kind: webhook, url: "${http.url}/hook", secret: sesame-open }
    - { id: team, kind: slack, url: "${http.url}/services/T0/B0/0123456789" }
    - { id: chat, kind: discord, url: "${http.url}/api/webhooks/1/0123456789" }
    - { id: mail, kind: email, smtp: "smtp://127.0.0.1:${smtp.port}", from: a@b.example, to: [c@d.example] }
    - { id: page, kind: command, argv: ["${page}", "{{title}}"] }
    - { id: gone, kind: slack, url: "${http.url}/gone/0123456789-secret-key" }
`);
    const serving = await home.serve();
    const test = (id: string) => home.json<{ shownBy: string }>(['notify', 'test', id]);
    for (const [id, shownBy] of [
      ['hook', 'HTTP 200'],
      ['team', 'HTTP 200'],
      ['chat', 'HTTP 200'],
      ['mail', '127.0.0.1 took it for 1 of 1'],
      ['page', 'exit code 0'],
    ] as const) {
      expect(await test(id)).toMatchObject({ code: 0, document: { channel: id, shownBy } });
    }
    expect(await test('popup')).toMatchObject({
      code: 1,
      document: { error: { message: expect.stringContaining('notify-send is not installed') } },
    });
    const gone = await test('gone');
    expect(gone).toMatchObject({
      code: 1,
      document: { error: { message: 'The message could not be shown: answered HTTP 404: gone is gone' } },
    });
    expect(smtp.mails).toMatchObject([{ to: ['c@d.example'] }]);
    expect(readFileSync(called, 'utf8')).toBe('Watchpost test');
    const asked = http.received.map(({ method, path: one }) => `${method} ${one}`);
    expect(asked).toContain('GET /ping/0123456789abcdefghij');
    expect(asked).toContain('POST /api/webhooks/1/0123456789?wait=true');
    expect(JSON.parse(http.received.find(({ path: one }) => one === '/hook')?.body ?? '')).toMatchObject({
      kind: 'test',
      title: 'Watchpost test',
    });
    expect(serving.stderr()).not.toMatch(/sesame|secret-key|0123456789/);
  });

  it('tell of an outage: the webhook by its document, the window by a card where no popup can be shown', async () => {
    const http = await startReceiver((response, _one, nth) =>
      response.writeHead(nth === 1 ? 500 : 200).end(),
    );
    home.writeConfig(`version: 1
network: { canaries: [] }
monitors: [{ id: web, kind: http, url: "${target.url}", interval: 1s, timeout: 500ms, confirm: { at_least: 0s } }]
notify:
  group_wait: 0s
  channels: [{ id: popup, kind: desktop }, { id: hook, kind: webhook, url: "${http.url}/key-0123456789-0123456789" }]
`);
    const serving = await home.serve();
    target.answer(500, '');
    await vi.waitFor(async () => {
      const { instance } = await serving.status();
      expect(instance.notices.map(({ id }) => id)).toContain('popup-card');
    }, PATIENCE);
    const { instance } = await serving.status();
    const card = instance.notices.find(({ id }) => id === 'popup-card');
    expect(card).toMatchObject({ severity: 'critical', text: expect.stringMatching(/^web is unhealthy\n/) });
    expect(card?.text).toContain('Not shown as a popup: ');
    await vi.waitFor(() => expect(http.received).toHaveLength(2), PATIENCE);
    const [first, second] = http.received;
    expect(first?.body).toBe(second?.body);
    expect(JSON.parse(first?.body ?? '')).toMatchObject({ kind: 'problem', subjects: ['web'] });
    await vi.waitFor(async () => {
      expect((await serving.status()).instance.notices.map(({ id }) => id)).not.toContain('channel:hook');
    }, PATIENCE);
    expect((await serving.end()).code).toBe(0);
    const db = new Database(path.join(home.dataDir, 'history.db'), { readonly: true });
    const ledger = db
      .prepare(`SELECT text FROM ledger WHERE decision = 'delivered' ORDER BY text`)
      .pluck()
      .all();
    db.close();
    expect(ledger).toEqual([
      'hook: HTTP 200',
      expect.stringMatching(/^popup: only in the window, as a card \(/),
    ]);
    expect(serving.stderr()).not.toContain('key-0123456789');
  });
});
