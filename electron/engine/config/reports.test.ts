import { describe, expect, it } from 'vitest';
import { configFolder } from '../../../tests/fixtures/config-folder.ts';
import { effectiveYaml } from './show/effective-yaml.ts';

const notify = (report: string, more = '') => `notify:\n  reports: [{ ${report} }]\n${more}`;
const reports = async (report: string) => (await configFolder().config(notify(report))).notify.reports;
const WEEK_MS = 7 * 86_400_000;

describe('scheduled reports', () => {
  it.each([
    ['mon 09:00', ['mon'], '09:00'],
    ['thu,mon 23:59', ['mon', 'thu'], '23:59'],
    ['day 00:30', ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'], '00:30'],
    ['09:00', ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'], '09:00'],
  ])('are due %j', async (every, days, time) => {
    expect(await reports(`every: "${every}", channel: desktop, period: 7d`)).toEqual([
      { days, time, channel: 'desktop', periodMs: WEEK_MS, zone: null },
    ]);
  });

  it.each([
    'mon',
    'mon 9:00',
    'mon 24:00',
    'monday 09:00',
    'mon,mon 09:00',
    'mon,day 09:00',
    'mon, tue 09:00',
    '0 9 * * 1',
    ' 09:00',
  ])('are not due %j, and the error shows how to write it', async (every) => {
    expect(await configFolder().problems(notify(`every: "${every}", channel: desktop, period: 7d`))).toEqual([
      expect.stringContaining(
        'notify.reports[0].every: expected days and a time such as "mon 09:00", "mon,thu 09:00" or "day 09:00", got',
      ),
    ]);
  });

  it('go to a channel that is there, the implied one included', async () => {
    const mail =
      '  channels: [{ id: mail, kind: email, smtp: "smtp://h", from: a@b.example, to: [c@d.example] }]\n';
    const to = (channel: string) => `every: day 09:00, channel: ${channel}, period: 1d`;
    expect(await configFolder().problems(notify(to('mail'), mail))).toEqual([]);
    expect(await configFolder().problems(notify(to('mial'), mail))).toEqual([
      expect.stringContaining('notify.reports[0].channel: there is no channel "mial", did you mean "mail"?'),
    ]);
    expect(await configFolder().problems(notify(to('desktop')))).toEqual([]);
    for (const none of [mail, '  desktop: false\n']) {
      expect(await configFolder().problems(notify(to('desktop'), none))).toEqual([
        expect.stringContaining('there is no channel "desktop"'),
      ]);
    }
  });

  it('cover an hour at least, and need all three keys', async () => {
    expect(await configFolder().problems(notify('every: day 09:00, channel: desktop, period: 5m'))).toEqual([
      expect.stringContaining('notify.reports[0].period: must be at least 1h'),
    ]);
    expect(await configFolder().problems(notify('every: day 09:00'))).toHaveLength(2);
  });

  it('are shown as they are written', async () => {
    const config = await configFolder().config(
      notify('every: "thu,mon 09:00", channel: desktop, period: 7d, zone: Europe/Berlin'),
    );
    const shown = effectiveYaml(config);
    expect(shown).toContain('every: mon,thu 09:00');
    expect(shown).toContain('zone: Europe/Berlin');
    expect((await configFolder().config(shown)).notify.reports).toEqual(config.notify.reports);
  });
});
