import { describe, expect, it } from 'vitest';
import { EVERY_RECORD } from '../../../../shared/config/alerts/built-in.ts';
import type { Condition } from '../../../../shared/config/alerts/model.ts';
import { coreConfig, facts, playedCore, rule, source } from '../../../../tests/fakes/played-core.ts';
import type { CoreInput, LogMatch } from './inputs.ts';

const SECOND = 1000;
const MINUTE = 60 * SECOND;

const counting = (limit: number): Condition => ({
  kind: 'log_count',
  filter: EVERY_RECORD,
  rate: false,
  threshold: { direction: 'above', limit },
  overMs: 5 * MINUTE,
});
const MANY = rule('many', 'warning', counting(2));
const SLOW = rule('slow', 'warning', {
  kind: 'log_field',
  filter: EVERY_RECORD,
  field: 'ms',
  aggregate: 'max',
  threshold: { direction: 'above', limit: 100 },
  overMs: 5 * MINUTE,
});
const NEW = rule('new', 'warning', { kind: 'log_group', filter: EVERY_RECORD, group: 'new' });
const AGAIN = rule('again', 'warning', { kind: 'log_group', filter: EVERY_RECORD, group: 'regressed' });
const BOTH = rule('both', 'critical', {
  kind: 'all',
  parts: [{ kind: 'state', states: ['degraded'] }, counting(2)],
});

function logs(second: number, from: string, hits: LogMatch['hits'], more: Partial<LogMatch> = {}): CoreInput {
  const at = second * SECOND;
  const match = {
    source: from,
    hits,
    time: at,
    readAt: at,
    count: 1,
    group: null,
    backfilled: false,
    ...more,
  };
  return { type: 'logs', match };
}
const hit = (condition: string, value: number | null = null) => ({ condition, value });
const group = (title: string, isNew = true, isRegressed = false) => ({
  group: { fingerprint: title, title, isNew, isRegressed },
});

/** What fires, by rule and subject. */
const firing = ({ core }: ReturnType<typeof playedCore>) =>
  [...core.state.alerts.values()].map((one) => `${one.rule} ${one.subject} ${one.value}`);

describe('records of several log sources', () => {
  it('are judged for each source by itself', () => {
    const played = playedCore(
      coreConfig([], { rules: [MANY, SLOW], sources: [source('app'), source('web')] }),
    );
    played.at(
      300,
      logs(300, 'app', [hit('many\n')], { count: 2 }),
      logs(300, 'web', [hit('many\n')], { count: 2 }),
    );
    expect(firing(played)).toEqual([]);
    played.at(
      310,
      logs(310, 'web', [hit('many\n'), hit('slow\n', 250)]),
      logs(310, 'gone', [hit('many\n')], { count: 9 }),
    );
    expect(firing(played)).toEqual(['many log:web 3', 'slow log:web 250']);
    played.until(599);
    expect(firing(played)).toHaveLength(2);
    played.until(600);
    expect(firing(played)).toEqual(['slow log:web 250']);
    played.until(610);
    expect(firing(played)).toEqual([]);
  });

  it('of another source are looked at where a condition names it', () => {
    const of = (id: string) => ({ ...counting(2), filter: { ...EVERY_RECORD, source: id } }) as Condition;
    const pair = rule('pair', 'warning', { kind: 'all', parts: [of('app'), of('web')] });
    const sources = [source('app'), source('web')];
    const played = playedCore(coreConfig([], { rules: [pair], sources }));
    played.at(300, logs(300, 'web', [hit('pair\n.1')], { count: 4 }));
    expect(firing(played)).toEqual([]);
    played.at(301, logs(301, 'app', [hit('pair\n.0')], { count: 3 }));
    expect(firing(played).toSorted()).toEqual(['pair log:app 3', 'pair log:web 3']);
  });

  it('that are over leave the number for which the alert goes on to fire', () => {
    const lasting = { ...MANY, keepFiringForMs: 10 * MINUTE };
    const played = playedCore(coreConfig([], { rules: [lasting], sources: [source('app')] }));
    played.at(300, logs(300, 'app', [hit('many\n')], { count: 3 }));
    played.until(800);
    expect(firing(played)).toEqual(['many log:app 3']);
  });

  it('count together in a rule that joins them with a monitor', () => {
    const sources = [source('app'), source('web')];
    const played = playedCore(coreConfig([facts('api')], { rules: [BOTH], sources }));
    played.at(300, ...played.see(300, 'api', 'degraded'));
    played.at(301, logs(301, 'app', [hit('both\n.1')], { count: 2 }));
    expect(firing(played)).toEqual([]);
    played.at(302, logs(302, 'web', [hit('both\n.1')]));
    expect(firing(played)).toEqual(['both api 3']);
  });

  it('say nothing to a rule that is gone, and a number nothing to a rule that counts none', () => {
    const played = playedCore(coreConfig([], { rules: [MANY, SLOW, NEW], sources: [source('app')] }));
    const stray = [hit('gone\n'), hit('many\n.1'), hit('slow\n'), hit('new\n')];
    played.at(300, logs(300, 'app', stray, { count: 9 }));
    expect(firing(played)).toEqual([]);
    expect([...(played.core.state.sources.get('app')?.windows.keys() ?? [])]).toEqual([]);
  });
});

describe('an error group', () => {
  const watched = () => playedCore(coreConfig([], { rules: [NEW, AGAIN], sources: [source('app')] }));
  const both = [hit('new\n'), hit('again\n')];

  it('is new or has come back, and stays so for a quarter of an hour after its last occurrence', () => {
    const played = watched();
    played.at(0, logs(0, 'app', both, group('boom')), logs(0, 'app', both, group('again', false, true)));
    expect(firing(played)).toEqual(['new log:app null', 'again log:app null']);
    played.at(600, logs(600, 'app', both, group('boom', false)));
    played.until(900);
    expect(firing(played)).toEqual(['new log:app null']);
    played.until(1499);
    expect(firing(played)).toHaveLength(1);
    played.until(1500);
    expect(firing(played)).toEqual([]);
    played.at(1501, logs(1501, 'app', both, group('boom', false)));
    expect(firing(played)).toEqual([]);
  });

  it('is told while the machine is offline, and not while it sleeps', () => {
    const played = watched();
    played.at(0, { type: 'blind', cause: 'offline', on: true });
    played.at(10, logs(10, 'app', both, group('boom')));
    expect(firing(played)).toEqual(['new log:app null']);
    played.at(20, { type: 'blind', cause: 'asleep', on: true });
    expect(played.core.standing('again', 'log:app').frozen).toBe(true);
  });

  it('that is known keeps no other one new', () => {
    const played = watched();
    played.at(0, logs(0, 'app', both, group('boom')));
    played.at(600, logs(600, 'app', both, group('known', false)));
    played.until(900);
    expect(firing(played)).toEqual([]);
  });

  it('is told once for all that came in a quarter of an hour, and anew in the next', () => {
    const played = watched();
    const told = (lines: string[]) =>
      lines.filter((line) => line.includes('desktop ') && !line.includes('event'));
    played.at(0, logs(0, 'app', [hit('new\n')], group('one')));
    expect(told(played.until(10))).toHaveLength(1);
    played.at(100, logs(100, 'app', [hit('new\n')], group('two')));
    expect(told(played.until(909))).toEqual([]);
    const [notification, ...others] = played.effectsAt(910).notifications;
    expect(others).toEqual([]);
    expect(notification?.alerts.map(({ titles, count }) => [titles, count])).toEqual([[['two'], 1]]);
    played.until(3000);
    played.at(3001, logs(3001, 'app', [hit('new\n')], group('three')));
    expect(played.effectsAt(3011).notifications.map(({ alerts }) => alerts[0])).toMatchObject([
      { titles: ['three'], count: 1 },
    ]);
  });
});

describe('error groups that were old when they were read', () => {
  it('are one digest of all sources, with three titles', () => {
    const played = playedCore(coreConfig([], { rules: [NEW], sources: [source('app'), source('web')] }));
    const old = (from: string, title: string, ageS: number) =>
      logs(1000, from, [hit('new\n')], { ...group(title), time: (1000 - ageS) * SECOND });
    const { dirty } = played.effectsAt(
      1000,
      old('app', 'a', 601),
      old('app', 'b', 700),
      old('web', 'c', 601),
      old('web', 'd', 900),
    );
    expect(dirty).toBe(true);
    expect(firing(played)).toEqual([]);
    expect(played.effectsAt(1009).notifications).toEqual([]);
    const [digest] = played.effectsAt(1010).notifications;
    expect(digest).toMatchObject({ kind: 'digest', severity: 'warning', subjects: ['log:app', 'log:web'] });
    expect(digest?.alerts).toMatchObject([
      { rule: '', titles: ['a', 'b', 'c'], count: 4, fires: false },
      { rule: '', titles: [], count: 0, fires: false },
    ]);
    expect(played.effectsAt(3000).notifications).toEqual([]);
    played.at(3000, logs(3000, 'app', [hit('new\n')], { ...group('e'), time: 2400 * SECOND }));
    expect(firing(played)).toEqual(['new log:app null']);
  });

  it('are kept from channels that want nothing of the kind, and from quiet hours', () => {
    const config = coreConfig([], { rules: [NEW], sources: [source('app')] });
    const [desktop] = config.notify.channels;
    const channels = desktop ? [{ ...desktop, minSeverity: 'critical' as const }] : [];
    const day = { days: ['thu' as const], from: '00:00', to: '01:00', zone: null, pass: [] };
    const silent = [{ channels }, { quietHours: [day] }].map((change) => {
      const played = playedCore({ ...config, notify: { ...config.notify, ...change } });
      played.at(1000, logs(1000, 'app', [hit('new\n')], { ...group('a'), time: 0 }));
      return played.effectsAt(1010).notifications;
    });
    expect(silent).toEqual([[], []]);
  });
});

describe('a new configuration', () => {
  it('forgets sources that are gone and windows that nobody looks at', () => {
    const config = coreConfig([facts('api')], {
      rules: [MANY, NEW],
      sources: [source('app'), source('web')],
    });
    const played = playedCore(config);
    played.at(
      300,
      ...['app', 'web'].map((id) => logs(300, id, [hit('many\n'), hit('new\n')], group('boom'))),
    );
    const known = () => {
      const { sources, subjects } = played.core.state;
      return {
        sources: [...sources].map(([id, { windows, groupAt, active }]) =>
          [id, ...windows.keys(), ...groupAt.keys(), ...active.keys()].join(' ').replaceAll('\n', ''),
        ),
        subjects: [...subjects.keys()],
      };
    };
    expect(known()).toEqual({ sources: ['app many new new', 'web many new new'], subjects: ['api'] });
    played.configure({ ...config, rules: [MANY], sources: [source('app'), source('job')] });
    expect(known()).toEqual({ sources: ['app many', 'job'], subjects: ['api'] });
    played.configure({ ...config, monitors: [facts('shop')], rules: [NEW], sources: [] });
    expect(known()).toEqual({ sources: [], subjects: ['shop'] });
    expect(played.core.standing('flapping', 'shop')).toEqual({ phase: 'inactive', frozen: true });
    expect(played.core.standing('flapping', 'stranger')).toEqual({ phase: 'inactive', frozen: true });
    expect(played.core.standing('gone', 'shop')).toEqual({ phase: 'inactive', frozen: false });
  });
});
