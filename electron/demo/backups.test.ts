import { mkdirSync, mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { StandingClock } from '../../tests/fakes/standing-clock.ts';
import { makeBackups } from './backups.ts';

let dir = '';
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'watchpost-backups-'));
});
afterEach(() => rmSync(dir, { recursive: true, force: true }));

describe('the backups of the demo', () => {
  it('are folders named by their date, each as old as its name', async () => {
    const clock = new StandingClock(Date.UTC(2026, 6, 4, 12));
    await makeBackups(dir, clock);
    const names = readdirSync(dir).toSorted();
    expect(names).toEqual([
      '20260627',
      '20260628',
      '20260629',
      '20260630',
      '20260701',
      '20260702',
      '20260703',
      '20260704',
    ]);
    expect(
      names.map((name) => statSync(join(dir, name)).mtime.toISOString().slice(0, 10).replaceAll('-', '')),
    ).toEqual(names);
    expect(readdirSync(join(dir, '20260704'))).toEqual(['inkwell.archive', 'models.tar.gz']);
  });

  it('go on with a new day and drop the oldest', async () => {
    const clock = new StandingClock(Date.UTC(2026, 6, 4, 12));
    await makeBackups(dir, clock);
    clock.jump(86_400_000);
    await makeBackups(dir, clock);
    const names = readdirSync(dir).toSorted();
    expect([names.length, names[0], names.at(-1)]).toEqual([8, '20260628', '20260705']);
  });

  it('leave folders alone that are not theirs', async () => {
    mkdirSync(join(dir, 'notes'));
    await makeBackups(dir, new StandingClock());
    expect(readdirSync(dir)).toContain('notes');
  });
});
