import fs from 'node:fs';
import { describe, expect, it } from 'vitest';
import { logDirectory } from '../../../../tests/fixtures/log-directory.ts';
import { RECORD_FLAGS } from '../store/stored-record.ts';

const line = (text: string, level = 'info') =>
  `${JSON.stringify({ timestamp: '2026-01-01T00:00:00.000Z', level, message: text })}\n`;

/** A directory that was looked at while it was empty: what comes is read from its head. */
async function begun(...args: Parameters<typeof logDirectory>) {
  const log = logDirectory(...args);
  await log.look();
  return log;
}

const RECORD = '2026-01-01 00:00:01 INFO Main - up\n';
const FRAMES = 'java.lang.IllegalStateException: broken\n\tat com.acme.Main.run(Main.java:10)\n';

describe('a record without a successor', () => {
  it('is stored after a second of silence, and the tail checkpoint waits at its start until then', async () => {
    const log = await begun();
    log.write('app.log', line('one') + line('two'));
    await log.look();
    expect(log.raws()).toHaveLength(1);
    const offset = () =>
      JSON.parse(String(log.rows('SELECT checkpoint FROM files')[0]?.['checkpoint'])).offset as number;
    expect(offset()).toBe(line('one').length);
    await log.clock.advance(1000);
    expect(log.raws()).toHaveLength(2);
    expect(offset()).toBe(line('one').length + line('two').length);
  });

  it('is stored at once when its file is read to its end', async () => {
    const log = await begun();
    log.write('app.log', line('one'));
    await log.look();
    fs.rmSync(log.at('app.log'));
    await log.look(3);
    expect(log.raws()).toEqual([line('one').trim()]);
  });

  it('is read again from its start after a kill', async () => {
    const log = await begun();
    log.write('app.log', RECORD);
    await log.look();
    log.append('app.log', FRAMES);
    await log.restart();
    await log.settle();
    expect(log.raws()).toEqual([(RECORD + FRAMES).trim()]);
  });
});

describe('lines that go on with a closed record', () => {
  it('take its place in one piece: level, counts and group are those of the whole', async () => {
    const log = await begun();
    log.write('app.log', RECORD);
    await log.settle();
    const [before] = log.records();
    expect(before).toMatchObject({ lines: 1, group: null });
    log.append('app.log', FRAMES);
    await log.settle();
    const [after, ...others] = log.records();
    expect(others).toEqual([]);
    expect(after).toMatchObject({ lines: 3, position: 0, raw: (RECORD + FRAMES).trim() });
    expect(log.rows('SELECT count FROM log_counts')).toEqual([{ count: 1 }]);
  });

  it('keep its number where only lines are more, and give it another where it became an error', async () => {
    const log = await begun();
    log.write('a.log', RECORD);
    log.write('b.log', 'one word\n');
    await log.settle();
    const numbers = () =>
      Object.fromEntries(log.records().map(({ paths, seq }) => [paths[0]?.slice(-5), seq]));
    const before = numbers();
    log.append('a.log', '  and a note\n');
    log.append('b.log', FRAMES.replace('java', '  java'));
    await log.settle();
    const after = numbers();
    expect(after['a.log']).toBe(before['a.log']);
    const error = log.records().find(({ paths }) => paths[0]?.endsWith('b.log'));
    expect(error).toMatchObject({ level: 4, group: expect.any(Number) });
    expect(after['b.log']).toBeGreaterThan(before['b.log'] ?? 0);
  });

  it('are found again after a restart', async () => {
    const log = await begun();
    log.write('app.log', RECORD);
    await log.settle();
    await log.restart();
    log.append('app.log', FRAMES);
    await log.settle();
    expect(log.raws()).toEqual([(RECORD + FRAMES).trim()]);
  });

  it('are a record of their own, marked, when they come after a minute', async () => {
    const log = await begun();
    log.write('app.log', RECORD);
    await log.settle();
    await log.clock.advance(61_000);
    log.append('app.log', '\tat com.acme.Main.run(Main.java:10)\n');
    await log.settle();
    const [, later] = log.records();
    expect((later?.flags ?? 0) & RECORD_FLAGS.continued).toBe(RECORD_FLAGS.continued);
  });

  it('find their record although others went into a block meanwhile', async () => {
    const log = await begun();
    log.write('slow.log', RECORD);
    await log.settle();
    log.write(
      'fast.log',
      Array.from({ length: 9000 }, (_, index) => line(`${index} ${'x'.repeat(100)}`)).join(''),
    );
    await log.look(4);
    expect(log.records().filter(({ isHot }) => !isHot).length).toBeGreaterThan(5000);
    log.append('slow.log', FRAMES);
    await log.settle();
    const slow = log.records().filter(({ paths }) => paths[0]?.endsWith('slow.log'));
    expect(slow.map(({ raw }) => raw)).toEqual([(RECORD + FRAMES).trim()]);
  });
});

describe('the same record in two files', () => {
  it('is stored once with both named, however often it comes in each', async () => {
    const log = await begun();
    const twice = line('broken', 'error') + line('other') + line('broken', 'error');
    log.write('combined.log', twice);
    log.write('error.log', line('broken', 'error') + line('broken', 'error'));
    await log.settle();
    const records = log.records();
    expect(records.map(({ raw }) => raw)).toEqual(twice.trim().split('\n'));
    expect(records.map(({ paths }) => paths.length)).toEqual([2, 1, 2]);
    expect(log.rows('SELECT sum(count) AS count FROM log_counts')).toEqual([{ count: 3 }]);
    expect(log.rows('SELECT count FROM error_groups')).toEqual([{ count: 2 }]);
  });

  it('is two records where one file has it twice, or more than five seconds lie between', async () => {
    const log = await begun();
    log.write('a.log', line('a') + line('same') + line('same'));
    await log.settle();
    expect(log.raws()).toHaveLength(3);
    await log.clock.advance(5000);
    log.write('b.log', line('b') + line('same'));
    await log.settle();
    expect(log.raws()).toHaveLength(5);
  });

  it('is known again after a restart', async () => {
    const log = await begun();
    log.write('combined.log', line('up') + line('broken', 'error'));
    await log.settle();
    await log.restart();
    log.write('error.log', line('broken', 'error'));
    await log.settle();
    expect(log.records().map(({ paths }) => paths.length)).toEqual([1, 2]);
  });

  it('stays two where the source says keep', async () => {
    const log = await begun({ duplicates: 'keep' });
    log.write('combined.log', line('up') + line('same'));
    log.write('error.log', line('same'));
    await log.settle();
    expect(log.raws()).toHaveLength(3);
  });

  it('parts again where it goes on in one of them alone', async () => {
    const log = await begun();
    const heads = RECORD.replace('up', 'first');
    log.write('a.log', heads + RECORD);
    log.write('b.log', RECORD);
    await log.settle();
    const of = () => log.records().filter(({ raw }) => raw.startsWith(RECORD.trim()));
    expect(of().map(({ paths }) => paths.length)).toEqual([2]);
    log.append('a.log', FRAMES);
    await log.settle();
    expect(of().map(({ raw, paths, position }) => [raw, paths, position])).toEqual([
      [RECORD.trim(), [log.at('b.log')], 0],
      [(RECORD + FRAMES).trim(), [log.at('a.log')], heads.length],
    ]);
    log.append('b.log', FRAMES);
    await log.settle();
    expect(of().map(({ raw }) => raw)).toEqual([(RECORD + FRAMES).trim()]);
    expect(of()[0]?.paths).toHaveLength(2);
  });
});

describe('error groups', () => {
  const groups = (log: ReturnType<typeof logDirectory>) =>
    log.rows<{ state: string; count: number; title: string; fingerprint: string }>(
      'SELECT state, count, title, fingerprint FROM error_groups ORDER BY key',
    );

  it('count occurrences by minute and keep first and last', async () => {
    const log = await begun();
    const at = (second: string) =>
      `${JSON.stringify({ timestamp: `2026-01-01T00:${second}.000Z`, level: 'error', message: `no answer in ${second.slice(-2)} ms` })}\n`;
    log.write('app.log', at('00:01') + at('00:02') + at('05:03'));
    await log.settle();
    expect(groups(log)).toMatchObject([{ state: 'open', count: 3, title: 'no answer in 03 ms' }]);
    expect(log.rows('SELECT first_seen, last_seen FROM error_groups')).toEqual([
      { first_seen: Date.parse('2026-01-01T00:00:01Z'), last_seen: Date.parse('2026-01-01T00:05:03Z') },
    ]);
    expect(log.rows('SELECT count FROM group_counts ORDER BY minute')).toEqual([{ count: 2 }, { count: 1 }]);
    const [first, second] = log.records();
    expect((first?.flags ?? 0) & RECORD_FLAGS.newGroup).toBe(RECORD_FLAGS.newGroup);
    expect((second?.flags ?? 0) & RECORD_FLAGS.newGroup).toBe(0);
    expect(log.rows('SELECT seq FROM error_records')).toHaveLength(3);
  });

  it('come back as regressed when they were resolved, and stay ignored', async () => {
    const log = await begun();
    log.write('app.log', line('one broke', 'error') + line('two broke', 'error'));
    await log.settle();
    const [one, two] = groups(log);
    log.tables.groups.setState(one?.fingerprint ?? '', 'resolved');
    log.tables.groups.setState(two?.fingerprint ?? '', 'ignored');
    log.committed.length = 0;
    log.append('app.log', line('one broke', 'error') + line('two broke', 'error'));
    await log.settle();
    expect(groups(log).map(({ state }) => state)).toEqual(['regressed', 'ignored']);
    expect(log.committed.flatMap((each) => each.groups)).toEqual([one?.fingerprint]);
    const flags = log.records().map((record) => record.flags & RECORD_FLAGS.regressed);
    expect(flags).toEqual([0, 0, RECORD_FLAGS.regressed, 0]);
  });

  it('that were merged bring back the one they are shown as, keep their own counts, and part again', async () => {
    const log = await begun();
    log.write(
      'app.log',
      line('one broke', 'error') + line('two broke', 'error') + line('three broke', 'error'),
    );
    await log.settle();
    const [one = '', two = '', three = ''] = groups(log).map(({ fingerprint }) => fingerprint);
    const { groups: table } = log.tables;
    expect(table.merge(two, [three])).toBeNull();
    expect(table.merge(one, [two])).toBeNull();
    expect(
      log.rows('SELECT merged_into FROM error_groups ORDER BY key').map((row) => row['merged_into']),
    ).toEqual([null, 1, 1]);
    expect(table.merge(one, ['nobody'])).toBe('nobody');
    table.setState(one, 'resolved');
    log.append('app.log', line('three broke', 'error'));
    await log.settle();
    expect(groups(log).map(({ state, count }) => [state, count])).toEqual([
      ['regressed', 1],
      ['open', 1],
      ['open', 2],
    ]);
    expect(table.split(three)).toBe(one);
    expect(table.split(three)).toBeNull();
  });

  it('are not brought back by what was there before the source was added', async () => {
    const log = logDirectory();
    log.write('app.log', line('broken', 'error'));
    await log.settle();
    expect((log.records()[0]?.flags ?? 0) & RECORD_FLAGS.backfilled).toBe(RECORD_FLAGS.backfilled);
  });
});

describe('first contact', () => {
  it('begins with the records that are young enough, as their format tells their times', async () => {
    const log = logDirectory({ backfill: { ageMs: 3_600_000, bytes: 64_000_000 } });
    const old = `${JSON.stringify({ timestamp: '2025-12-31T12:00:00.000Z', level: 'info', message: 'old' })}\n`;
    const young = `${JSON.stringify({ timestamp: '2025-12-31T23:30:00.000Z', level: 'info', message: 'young' })}\n`;
    log.write('app.log', old + old + young);
    fs.utimesSync(log.at('app.log'), log.clock.now() / 1000, log.clock.now() / 1000);
    await log.settle();
    expect(log.raws()).toEqual([young.trim()]);
  });
});
