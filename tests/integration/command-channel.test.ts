import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { ARGV_NAMES } from '../../shared/config/notify/argv-template.ts';
import type { CommandChannel } from '../../shared/config/model.ts';
import type { MonitorStatus } from '../../shared/domain/monitor-status.ts';
import { attemptDelivery } from '../../electron/engine/notify/attempt.ts';
import type { DeliveryError } from '../../electron/engine/notify/delivery-error.ts';
import { createSend } from '../../electron/engine/notify/http/send.ts';
import type { OutgoingNotification } from '../../electron/engine/notify/notifier.ts';
import { nodeClock } from '../../electron/host/node-clock.ts';
import { nodeNotifiers } from '../../electron/host/node-notifiers.ts';
import { channelNamed, notificationFor } from '../fixtures/notifications.ts';

const notifiers = nodeNotifiers({ clock: nodeClock, send: createSend({}, nodeClock), transports: [] });

/** A real program that writes down how it was called. */
function program(body = '') {
  const folder = mkdtempSync(path.join(tmpdir(), 'watchpost-command-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const file = path.join(folder, 'page.cjs');
  const record = `{ argv: process.argv.slice(2), cwd: process.cwd(), id: process.env.WATCHPOST_NOTIFICATION_ID, attempt: process.env.WATCHPOST_ATTEMPT }`;
  writeFileSync(
    file,
    `#!${process.execPath}\nrequire('node:fs').writeFileSync(${JSON.stringify(`${folder}/called.json`)}, JSON.stringify(${record}));\n${body}\n`,
  );
  chmodSync(file, 0o755);
  return {
    folder,
    file,
    called: () =>
      JSON.parse(readFileSync(path.join(folder, 'called.json'), 'utf8')) as {
        argv: string[];
        cwd: string;
        id: string;
        attempt: string;
      },
  };
}

function channel(cwd: string, ...argv: string[]): CommandChannel {
  const { id, minSeverity, recovery, evidence, match } = channelNamed('page');
  return { id, minSeverity, recovery, evidence, match, kind: 'command', argv, cwd };
}

function deliver(to: CommandChannel, more: Partial<OutgoingNotification> = {}, clock = nodeClock) {
  const status = (id: string) =>
    id.startsWith('log:')
      ? null
      : ({
          id,
          name: `The ${id}`,
          group: 'Books',
          state: 'unhealthy',
          labels: { team: 'books' },
          components: [{ path: 'redis', state: 'unhealthy' }],
          since: 0,
        } as unknown as MonitorStatus);
  return attemptDelivery(
    notificationFor('page', more),
    to,
    { notifiers, clock, mask: (text) => text.replaceAll('sesame', '•••'), status, card: null },
    { attempt: 3, signal: new AbortController().signal },
  );
}

const failure = (to: CommandChannel, clock = nodeClock): Promise<DeliveryError> =>
  deliver(to, {}, clock).then(
    () => expect.unreachable('it was delivered'),
    (error: DeliveryError) => error,
  );

describe('a command', () => {
  it('gets its arguments filled in, the id that is the same on every attempt, and its folder', async () => {
    const { folder, file, called } = program();
    const names = ['title', 'body', 'severity', 'monitor.id', 'monitor.name', 'monitor.group', 'rule.id'];
    const more = ['state', 'components', 'since', 'runbook', 'labels.team', 'labels.none'];
    const to = channel(
      folder,
      file,
      ...[...names, ...more].map((name) => `{{ ${name} }}`),
      'a{{severity}}b',
      '{x}',
    );
    expect(await deliver(to, { id: 'abc', subjects: ['api', 'db'], runbook: 'https://wiki/x' })).toBe(
      'exit code 0',
    );
    expect(called()).toEqual({
      argv: [
        'API is unhealthy',
        '← redis: connection refused\nRunbook: https://wiki/x',
        'critical',
        'api, db',
        'The api, The db',
        'Books',
        'unhealthy',
        'unhealthy',
        'redis',
        '1970-01-01T00:00:00.000Z',
        'https://wiki/x',
        'books',
        '',
        'acriticalb',
        '{x}',
      ],
      cwd: folder,
      id: 'abc',
      attempt: '3',
    });
  });

  it('gets every name that a message may have, of alerts on monitors and on logs', async () => {
    const { folder, file, called } = program();
    const api = { subject: 'api', name: 'The API', group: 'Books', labels: { team: 'books' }, since: 5_000 };
    const log = { subject: 'log:app', name: 'App log', group: null, labels: { team: 'ops' }, since: 1_000 };
    const alerts = [
      { ...api, value: '1.5 s', threshold: '1 s' },
      { ...api, value: '12 %', threshold: '5 %' },
      { ...log, value: '40', threshold: '10' },
    ];
    const names = ARGV_NAMES.map((name) => (name === 'labels.NAME' ? 'labels.team' : name));
    const to = channel(folder, file, ...names.map((name) => `${name}={{${name}}}`));
    await deliver(to, { subjects: ['api', 'log:app'], alerts, runbook: 'https://wiki/x' });
    const { argv } = called();
    expect(argv.filter((argument) => argument.endsWith('='))).toEqual([]);
    expect(argv).toEqual(
      expect.arrayContaining([
        'value=1.5 s, 12 %, 40',
        'threshold=1 s, 5 %, 10',
        'monitor.name=The API, App log',
        'labels.team=books, ops',
      ]),
    );
    await deliver(to, { subjects: ['log:app'], alerts: alerts.slice(2) });
    expect(called().argv).toEqual(
      expect.arrayContaining(['monitor.name=App log', 'state=unknown', 'since=1970-01-01T00:00:01.000Z']),
    );
  });

  it('runs no shell: what stands in a message stays one argument', async () => {
    const { folder, file, called } = program();
    const hostile = `"; touch ${folder}/pwned; $(touch ${folder}/pwned) \`id\` {{body}} $HOME 'x' --help \\`;
    await deliver(channel(folder, file, '{{title}}', '{{body}}'), { title: hostile, body: '-rf\u0000*' });
    expect(called().argv).toEqual([hostile, '-rf *']);
    expect(existsSync(path.join(folder, 'pwned'))).toBe(false);
  });

  it('that refuses is told with its own words, without secrets, and tried again', async () => {
    const { folder, file } = program(`console.error('\\u001b[31mno line: sesame\\nmore'); process.exit(3)`);
    expect(await failure(channel(folder, file))).toMatchObject({
      message: 'exit code 3: no line: •••',
      permanent: false,
    });
  });

  it('that is not there has failed for good', async () => {
    const { folder } = program();
    expect(await failure(channel(folder, '/nowhere/page'))).toMatchObject({
      message: expect.stringContaining('program /nowhere/page was not found'),
      permanent: true,
    });
  });

  it('that writes without end and never ends is ended in time, with bounded memory', async () => {
    const { folder, file } = program(`setInterval(() => process.stdout.write('x'.repeat(65536)), 1)`);
    const soon = {
      ...nodeClock,
      setTimeout: (run: () => void, ms: number) => nodeClock.setTimeout(run, ms === 30_000 ? 1_000 : ms),
    };
    expect((await failure(channel(folder, file), soon)).message).toBe('still running after 30 s, ended');
  });
});
