import type { Activity, NotificationRecord } from '../../../shared/contract/schemas.ts';
import { CHILDREN, GATEWAY } from './alerts/storm.ts';
import { fakeMonitor, type Episode, type FakeMonitor, type FakeMonitorSpec } from './fake-monitor.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

type Short = Omit<FakeMonitorSpec, 'now' | 'group'>;

/** A night on which the laptop slept. */
function asleep(now: number): Episode {
  return { from: now - 13 * HOUR, to: now - 11 * HOUR, state: 'unknown', reason: 'asleep' };
}

function group(name: string | null, now: number, members: Short[]): FakeMonitor[] {
  return members.map((member) =>
    fakeMonitor({ ...member, now, group: name, episodes: [asleep(now), ...(member.episodes ?? [])] }),
  );
}

/** Forty monitors in seven groups; with `outage`, Redis has been down for eleven minutes. */
export function fleet(now: number, outage: boolean): FakeMonitor[] {
  const since = now - 11 * MINUTE;
  const when = (episode: Episode) => (outage ? [episode] : []);
  const blip = { from: now - 5 * HOUR, to: now - 5 * HOUR + 9 * MINUTE };
  return [
    ...group('AI Writing Platform', now, [
      { id: 'writer-1', name: 'API server 1', baseMs: 41, components: ['redis', 'mongodb', 'models/t5'] },
      {
        id: 'writer-2',
        name: 'API server 2',
        baseMs: 44,
        components: ['redis', 'mongodb', 'models/t5'],
        status: outage ? { confirming: { towards: 'degraded', seen: 1, needed: 2, since: now - 8000 } } : {},
      },
      {
        id: 't5',
        name: 'T5 model',
        baseMs: 212,
        components: ['basicMode', 'weights'],
        episodes: when({
          from: now - 42 * MINUTE,
          to: null,
          state: 'degraded',
          component: 'basicMode',
          message: 'basicMode: fallback mode',
        }),
      },
      {
        id: 'office-cache',
        name: 'Redis cache',
        baseMs: 1,
        status: { kind: 'tcp', summary: 'tcp · cache.office:6379' },
        episodes: when({ from: now - 3 * HOUR, to: null, state: 'unknown', reason: 'zone-offline' }),
      },
    ]),
    ...group('Book Review', now, [
      {
        id: 'mongodb',
        name: 'MongoDB',
        baseMs: 2,
        status: { kind: 'tcp', summary: 'tcp · books-db:27017' },
      },
      {
        id: 'book-api',
        name: 'Book Review API',
        baseMs: 480,
        components: ['database', 'redis', 'openai'],
        status: {
          summary: 'http · books.example/health',
          runbook: 'https://wiki.example/runbooks/book-api',
          labels: { team: 'books', tier: '1' },
          dependsOn: ['mongodb'],
          ...(outage ? {} : {}),
        },
        episodes: [
          { ...blip, state: 'degraded', component: 'openai', message: 'openai: 3,214 ms, over 2,000 ms' },
          ...when({
            from: since,
            to: null,
            state: 'unhealthy',
            component: 'redis',
            message: 'redis: connection refused',
            slowdown: 2.1,
          }),
        ],
      },
      {
        id: 'recommendations',
        name: 'Recommendations',
        baseMs: 300,
        status: { summary: 'http · recs.books.example/ready', dependsOn: ['book-api'] },
        episodes: when({
          from: since + 30_000,
          to: null,
          state: 'degraded',
          message: 'slow: 640 ms',
          slowdown: 2,
        }),
      },
      {
        id: 'books-cert',
        name: 'Certificate of books.example and all of its regional storefronts',
        baseMs: 18,
        status: { kind: 'tls', summary: 'tls · books.example:443', intervalMs: 3_600_000 },
      },
      {
        id: 'nightly-dump',
        name: 'Nightly dump',
        baseMs: 1,
        status: { kind: 'file', summary: 'file · /backups/*', intervalMs: 300_000 },
      },
    ]),
    ...group('Assistant platform', now, series('Assistant', 8, 95)),
    ...group('Universal assistant', now, series('Universal', 7, 160)),
    ...group('Shop', now, series('Shop', 9, 63)),
    ...group('Batch', now, series('Batch job', 4, 12)),
    ...group(null, now, [
      {
        id: 'cli-assistant',
        name: 'CLI assistant',
        baseMs: 320,
        status: { kind: 'command', summary: 'command · monitor health' },
      },
      {
        id: 'dns',
        name: 'DNS of example.org',
        baseMs: 9,
        status: { kind: 'dns', summary: 'dns · A example.org' },
      },
      {
        id: 'staging',
        name: 'Staging',
        baseMs: 120,
        status: outage ? { paused: { since: now - HOUR, until: now + HOUR } } : {},
      },
    ]),
  ];
}

function series(name: string, count: number, baseMs: number): Short[] {
  return Array.from({ length: count }, (_, index) => ({
    id: `${name.toLowerCase().replaceAll(' ', '-')}-${index + 1}`,
    name: `${name} ${index + 1}`,
    baseMs: baseMs * (1 + index * 0.13),
    components: ['database', 'externalServices/google', 'externalServices/openai'],
  }));
}

/** A thousand monitors in forty groups, every sixtieth of them in trouble. */
export function thousand(now: number): FakeMonitor[] {
  return Array.from({ length: 1000 }, (_, index) => {
    const trouble = index % 60 === 7;
    return fakeMonitor({
      id: `m-${index}`,
      name: `Service ${String(index).padStart(4, '0')}`,
      group: `Cluster ${String(Math.floor(index / 25)).padStart(2, '0')}`,
      now,
      baseMs: 20 + ((index * 37) % 400),
      components: ['database', 'cache'],
      healthySince: now - (2 + (index % 20)) * DAY,
      episodes: [
        asleep(now),
        ...(trouble
          ? [
              {
                from: now - (5 + (index % 50)) * MINUTE,
                to: null,
                state: index % 120 === 7 ? ('unhealthy' as const) : ('degraded' as const),
                component: 'cache',
                message: 'cache: no answer within 2 s',
              },
            ]
          : []),
      ],
    });
  });
}

/** The fleet in trouble, and a gateway that is down with everything behind it. */
export function storm(now: number): FakeMonitor[] {
  const from = now - 11 * MINUTE;
  const down = { from, to: null, state: 'unhealthy' as const };
  return [
    ...group('Edge', now, [
      {
        ...GATEWAY,
        components: ['upstream/eu-1'],
        episodes: [{ ...down, message: 'connect ECONNREFUSED 10.0.4.2:443' }],
      },
      ...CHILDREN.map((child) => ({
        ...child,
        status: { dependsOn: [GATEWAY.id] },
        episodes: [{ ...down, from: from + 20_000, message: 'HTTP 502 Bad Gateway' }],
      })),
    ]),
    ...fleet(now, true),
  ];
}

export function activityOfOutage(now: number): Activity[] {
  const entry = (at: number, more: Partial<Activity> & { text: string }): Activity => ({
    at,
    kind: 'state',
    monitorId: 'book-api',
    state: null,
    evidence: null,
    ...more,
  });
  return [
    entry(now - 4 * MINUTE, { kind: 'alert', text: 'acknowledged' }),
    entry(now - 10 * MINUTE, { kind: 'notification', text: 'popup shown: Redis is down' }),
    entry(now - 10.5 * MINUTE, {
      text: 'degraded',
      monitorId: 'recommendations',
      state: 'degraded',
    }),
    entry(now - 11 * MINUTE, {
      kind: 'component',
      state: 'unhealthy',
      text: 'redis unhealthy',
      evidence: 'connect ECONNREFUSED 10.0.4.12:6379 <b>not bold</b>',
    }),
    entry(now - 42 * MINUTE, {
      text: 'degraded',
      monitorId: 't5',
      state: 'degraded',
      evidence: 'basicMode: fallback mode',
    }),
    entry(now - 3 * HOUR, { kind: 'deploy', text: 'version 1.4.1 → 1.4.2' }),
    entry(now - 3 * HOUR - MINUTE, { kind: 'restart', text: 'pid 4021 → 4188' }),
    entry(now - 5 * HOUR + 9 * MINUTE, {
      text: 'healthy',
      state: 'healthy',
    }),
    entry(now - 5 * HOUR, {
      text: 'degraded',
      state: 'degraded',
      evidence: 'openai: 3,214 ms, over 2,000 ms',
    }),
  ];
}

export function popupsOfOutage(now: number): NotificationRecord[] {
  return [
    {
      at: now - 10 * MINUTE,
      channel: 'desktop',
      kind: 'problem',
      severity: 'critical',
      title: 'Redis is down',
      body: 'Book Review API feels it: connection refused. 2 behind it.',
      subjects: ['book-api'],
      outcome: 'shown',
      detail: 'notify-send',
    },
    {
      at: now - 2 * DAY,
      channel: 'desktop',
      kind: 'recovery',
      severity: 'info',
      title: 'Shop 3 is healthy again',
      body: 'It was unhealthy for 4 minutes.',
      subjects: ['shop-3'],
      outcome: 'failed',
      detail: 'No notification daemon answered on the session bus.',
    },
  ];
}
