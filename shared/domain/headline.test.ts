import { describe, expect, it } from 'vitest';
import { aMonitor, anInstance } from '../../tests/fixtures/monitor-status.ts';
import type { MonitorStatus } from './monitor-status.ts';
import { englishHeadline } from './headline-words.ts';
import type { Instance } from '../contract/schemas.ts';
import { headline } from './headline.ts';

const NOW = Date.UTC(2026, 0, 5, 14, 43, 6);
const ELEVEN_MINUTES_AGO = NOW - 11 * 60_000;
const words = englishHeadline('en', 'UTC');

function speak(monitors: MonitorStatus[], instance: Partial<Instance> = {}) {
  const { tone, lead, rest, detail } = headline({ instance: anInstance(instance), monitors }, NOW, words);
  return {
    tone,
    first: [lead, rest].filter(Boolean).join(' '),
    second: detail.map(({ text }) => text).join(' '),
    evidence: detail.filter(({ evidence }) => evidence).map(({ text }) => text),
  };
}

const healthy = (count: number, since: number | null = null) =>
  Array.from({ length: count }, (_, index) => aMonitor({ id: `ok-${index}`, since }));

const bookApi = aMonitor({
  id: 'book-api',
  name: 'Book Review API',
  state: 'unhealthy',
  since: ELEVEN_MINUTES_AGO,
  message: 'redis: connection refused',
  components: [
    { path: 'database', state: 'healthy' },
    { path: 'redis', state: 'unhealthy', message: 'connection refused' },
  ],
});
const recommendations = aMonitor({
  id: 'recommendations',
  name: 'Recommendations',
  state: 'degraded',
  since: ELEVEN_MINUTES_AGO,
  dependsOn: ['book-api'],
});

describe('the headline when something is down', () => {
  it('names the failing component, who feels it, and what was seen first', () => {
    expect(speak([bookApi, recommendations, ...healthy(37)])).toEqual({
      tone: 'unhealthy',
      first: 'Redis is down. Book Review API and one more feel it.',
      second: '37 others are healthy. Since 14:32:06, 11 minutes. First seen as redis: connection refused',
      evidence: ['redis: connection refused'],
    });
  });

  it('names the monitor when no component says why', () => {
    const down = aMonitor({ id: 'shop', name: 'Shop', state: 'unhealthy', message: 'timed out after 10 s' });
    expect(speak([down]).first).toBe('Shop is down.');
    expect(speak([down]).evidence).toEqual(['timed out after 10 s']);
  });

  it('counts a component that is a monitor of its own once', () => {
    const redis = aMonitor({
      id: 'redis',
      name: 'Redis',
      kind: 'tcp',
      state: 'unhealthy',
      since: NOW - 1000,
    });
    expect(speak([bookApi, redis]).first).toBe('Redis is down. Book Review API feels it.');
  });

  it('puts monitors behind an unhealthy dependency to its account, however far behind', () => {
    const database = aMonitor({ id: 'db', name: 'MongoDB', state: 'unhealthy' });
    const api = aMonitor({ id: 'api', name: 'API', state: 'unhealthy', dependsOn: ['db'] });
    const web = aMonitor({ id: 'web', name: 'Web', state: 'unhealthy', dependsOn: ['api'] });
    expect(speak([web, api, database]).first).toBe('MongoDB is down. Web and one more feel it.');
  });

  it('survives a circle of dependencies', () => {
    const a = aMonitor({ id: 'a', name: 'A', state: 'unhealthy', dependsOn: ['b'] });
    const b = aMonitor({ id: 'b', name: 'B', state: 'unhealthy', dependsOn: ['a'] });
    expect(speak([a, b]).first).toContain('down');
  });

  it('names two roots and counts the rest', () => {
    const down = ['Alpha', 'Beta', 'Gamma', 'Delta'].map((name, index) =>
      aMonitor({ id: name, name, state: 'unhealthy', since: NOW - 100_000 + index }),
    );
    expect(speak(down.slice(0, 2)).first).toBe('Alpha and Beta are down.');
    expect(speak(down).first).toBe('Alpha, Beta and two more are down.');
  });

  it('counts what is merely degraded elsewhere in the second line', () => {
    const model = aMonitor({ id: 't5', name: 'T5 model', state: 'degraded' });
    expect(speak([bookApi, model]).second).toContain('One more is degraded.');
  });

  it('does not call memory down, but the one who runs out of it', () => {
    const assistant = aMonitor({
      id: 's1',
      name: 'Assistant',
      state: 'unhealthy',
      components: [{ path: 'memory', state: 'unhealthy', message: '93 % of the heap' }],
    });
    expect(speak([assistant]).first).toBe('Assistant is down.');
    expect(speak([assistant]).evidence).toEqual(['memory: 93 % of the heap']);
  });

  it('names the monitor when more than two of its parts fail at once', () => {
    const components = ['redis', 'mongodb', 'openai'].map((path) => ({ path, state: 'unhealthy' as const }));
    expect(speak([aMonitor({ id: 'x', name: 'Platform', state: 'unhealthy', components })]).first).toBe(
      'Platform is down.',
    );
  });

  it('stays in the milder colour while the failing part only degrades its monitor', () => {
    expect(speak([{ ...bookApi, state: 'degraded' }])).toMatchObject({
      tone: 'degraded',
      first: 'Redis is down. Book Review API feels it.',
    });
  });

  it('leaves paused and disabled monitors out', () => {
    const paused = aMonitor({ id: 'p', state: 'unhealthy', paused: { since: NOW, until: null } });
    const disabled = aMonitor({ id: 'd', state: 'unhealthy', enabled: false });
    expect(speak([paused, disabled, ...healthy(2)]).first).toBe('All 2 are healthy.');
    expect(speak([paused, disabled, ...healthy(2)]).second).toBe('One is paused.');
  });
});

describe('the headline when something is degraded', () => {
  it('names the monitor and the reason', () => {
    const model = aMonitor({
      id: 't5',
      name: 'T5 model',
      state: 'degraded',
      components: [{ path: 'basicMode', state: 'degraded', message: 'fallback mode' }],
    });
    expect(speak([model, ...healthy(1)])).toMatchObject({
      tone: 'degraded',
      first: 'T5 model is degraded.',
      second: 'One other is healthy. First seen as basicMode: fallback mode',
    });
  });
});

describe('the headline when all is well', () => {
  it('says since when, counted from the last change of any monitor', () => {
    const three = NOW - 3 * 86_400_000;
    expect(speak([...healthy(39, three - 5_000_000), ...healthy(1, three)])).toMatchObject({
      tone: 'healthy',
      first: 'All 40 are healthy, for 3 days.',
      second: '',
    });
  });

  it('does not boast about seconds', () => {
    expect(speak(healthy(4, NOW - 4000)).first).toBe('All 4 are healthy.');
  });

  it('speaks of a single monitor by its name', () => {
    expect(speak([aMonitor({ id: 'a', name: 'Shop', since: NOW - 7_200_000 })]).first).toBe(
      'Shop is healthy, for 2 hours.',
    );
  });

  it('mentions a change that is on its way', () => {
    const shaky = aMonitor({
      id: 's',
      name: 'Shop',
      confirming: { towards: 'unhealthy', seen: 1, needed: 2, since: NOW },
    });
    expect(speak([shaky, ...healthy(2)])).toMatchObject({
      tone: 'healthy',
      second: 'Shop may be unhealthy: 1 of 2 checks say so.',
    });
  });

  it('says that the services are a demo', () => {
    expect(speak(healthy(3), { demo: true }).second).toBe('These are demo services.');
  });
});

describe('the headline when little is known', () => {
  const unknown = (more: Partial<MonitorStatus> = {}) =>
    aMonitor({ id: `u-${JSON.stringify(more)}`, state: 'unknown', unknownReason: 'asleep', ...more });

  it('waits for the first results', () => {
    const fresh = unknown({ unknownReason: 'not-run', lastState: null });
    expect(speak([fresh])).toMatchObject({
      tone: 'unknown',
      first: 'Waiting for the first results.',
      second: '1 monitor has not been checked yet.',
    });
  });

  it('says what was last known', () => {
    expect(speak([unknown({ lastState: 'unhealthy' }), unknown({ lastState: 'healthy' })])).toMatchObject({
      first: 'Nothing is known right now.',
      second: 'Last known: 1 unhealthy, 1 healthy.',
    });
  });

  it('counts the unknown beside the healthy', () => {
    expect(speak([...healthy(38), unknown(), unknown({ name: 'b' })]).first).toBe(
      '38 are healthy, 2 are unknown.',
    );
  });

  it('blames the network, not the monitors, while offline', () => {
    const offline = { since: NOW - 60_000, reason: 'no interface is up' };
    expect(speak([unknown(), ...healthy(2)], { offline })).toMatchObject({
      tone: 'unknown',
      first: 'This computer is offline.',
      second: 'Since 14:42:06. 1 monitor cannot be judged until it is back.',
    });
  });

  it('mentions being offline even where nothing depends on the network', () => {
    const offline = { since: NOW - 60_000, reason: 'no interface is up' };
    expect(speak(healthy(2), { offline })).toMatchObject({
      tone: 'healthy',
      second: 'This computer has been offline since 14:42:06.',
    });
  });

  it('still reports what is down on this computer while offline', () => {
    const offline = { since: NOW - 60_000, reason: 'no interface is up' };
    const said = speak([bookApi, unknown()], { offline });
    expect(said.first).toContain('Redis is down.');
    expect(said.second).toContain('1 monitor cannot be judged');
  });

  it('says that nothing is configured', () => {
    expect(speak([])).toMatchObject({ tone: 'unknown', first: 'Nothing is watched yet.' });
  });

  it('says that every monitor is disabled', () => {
    expect(speak([aMonitor({ id: 'a', enabled: false })]).first).toBe('Every monitor is disabled.');
  });

  it('points to the first problem of an invalid configuration', () => {
    const configProblems = [
      { file: '/home/ada/watchpost.yaml', line: 12, column: 15, path: '', message: '' },
      { file: '/home/ada/watchpost.yaml', line: 20, column: 1, path: '', message: '' },
    ];
    expect(speak([], { configInvalid: true, configProblems })).toMatchObject({
      first: 'The configuration is not valid. Nothing is watched.',
      second: '2 problems, the first at watchpost.yaml:12:15.',
    });
  });
});

describe('the headline while paused', () => {
  it('says until when, and what was last known', () => {
    const paused = { since: NOW, until: NOW + 30 * 60_000 };
    expect(speak([bookApi, ...healthy(3)], { paused })).toMatchObject({
      tone: 'paused',
      first: 'Monitoring is paused until 15:13:06.',
      second: 'Last known: 1 unhealthy, 3 healthy.',
    });
  });

  it('says that every single monitor is paused', () => {
    const one = aMonitor({ id: 'a', paused: { since: NOW, until: null } });
    expect(speak([one])).toMatchObject({ tone: 'paused', first: 'Every monitor is paused.' });
  });
});
