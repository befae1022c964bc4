import Database from 'better-sqlite3';
import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { expect, it, onTestFinished, vi } from 'vitest';
import { openHistoryWriter } from '../../electron/engine/history/writer.ts';
import { reportKey } from '../../electron/engine/reports/report-service.ts';
import { nodeClock } from '../../electron/host/node-clock.ts';
import { DAYS } from '../../shared/config/alerts/model.ts';
import { checkResult, silentLogger } from '../fixtures/history.ts';
import { startReceiver } from '../fixtures/receiver.ts';
import { startSmtp } from '../fixtures/smtp-receiver.ts';
import { watchpostHome } from '../fixtures/watchpost-cli.ts';

const PATIENCE = { timeout: 60_000, interval: 100 };
const HOUR = 3_600_000;
const DAY = 24 * HOUR;

it('reports that fell due while nothing ran arrive by mail and webhook, once, over kills and restarts', async () => {
  const home = watchpostHome();
  onTestFinished(() => home.remove());
  const smtp = await startSmtp();
  let works = false;
  const hook = await startReceiver((response) => response.writeHead(works ? 200 : 503).end());

  const dueAt = Math.floor((nodeClock.now() - HOUR) / 60_000) * 60_000;
  const time = new Date(dueAt).toISOString().slice(11, 16);
  const report = { days: [...DAYS], time, periodMs: DAY, zone: 'UTC' };
  mkdirSync(home.dataDir, { recursive: true, mode: 0o700 });
  const history = openHistoryWriter(home.dataDir, { clock: nodeClock, logger: silentLogger });
  for (let at = dueAt - 3 * HOUR; at < dueAt; at += 30_000) {
    history.recordResult(checkResult(at, { state: at < dueAt - 2 * HOUR ? 'unhealthy' : 'healthy' }), 70_000);
  }
  // What an instance leaves behind that ran two hours before they were due.
  const left = dueAt - 2 * HOUR;
  const handled = Object.fromEntries(
    ['mail', 'hook'].map((channel) => [reportKey({ ...report, channel }), left]),
  );
  history.reports.commit({ handled, queued: [], ledger: [] });
  history.close();

  home.writeConfig(`version: 1
network: { canaries: [] }
monitors: [{ id: api, name: Book Review API, kind: tcp, host: 127.0.0.1, port: 1, enabled: true, absent: unknown }]
notify:
  reports:
    - { every: "day ${time}", channel: mail, period: 1d, zone: UTC }
    - { every: "day ${time}", channel: hook, period: 1d, zone: UTC }
  channels:
    - { id: mail, kind: email, smtp: "smtp://127.0.0.1:${smtp.port}", from: a@b.example, to: [c@d.example] }
    - { id: hook, kind: webhook, url: "${hook.url}/hook" }
`);
  const first = await home.serve();
  await vi.waitFor(() => expect(smtp.mails).toHaveLength(1), PATIENCE);
  await vi.waitFor(() => expect(hook.received.length).toBeGreaterThan(0), PATIENCE);
  expect(smtp.mails[0]?.to).toEqual(['c@d.example']);
  expect(smtp.mails[0]?.raw).toContain('Subject: Report of 1 d: 66.66% up, 0 incidents');
  expect(smtp.mails[0]?.raw.replaceAll('=\r\n', '')).toContain('Lowest: Book Review API 66.66%');
  await first.end('SIGKILL');

  works = true;
  await home.serve();
  await vi.waitFor(() => {
    const last = hook.received.at(-1);
    expect(JSON.parse(last?.body ?? '{}')).toMatchObject({ kind: 'report', severity: 'info', subjects: [] });
    expect(new Set(hook.received.map(({ headers }) => headers['idempotency-key'])).size).toBe(1);
    expect(ledger(home.dataDir)).toEqual([
      { subject: 'report:hook', decision: 'delivered' },
      { subject: 'report:mail', decision: 'delivered' },
    ]);
  }, PATIENCE);
  expect(smtp.mails).toHaveLength(1);
  const why = await home.json<{ rows: { text: string }[] }>(['alerts', 'why', 'report:mail']);
  expect(JSON.stringify(why.document)).toContain('mail: 127.0.0.1 took it for 1 of 1');
}, 180_000);

function ledger(dataDir: string) {
  const db = new Database(path.join(dataDir, 'history.db'), { readonly: true });
  const rows = db
    .prepare<[], { subject: string; decision: string }>(
      "SELECT subject, decision FROM ledger WHERE subject LIKE 'report:%' ORDER BY subject",
    )
    .all();
  db.close();
  return rows;
}
